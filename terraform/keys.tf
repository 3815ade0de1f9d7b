# A key's own policy says "*" for its resource: that is this key and no other.
locals {
  key_administration = {
    Sid       = "AccountAdministersAndDelegatesToIam"
    Effect    = "Allow"
    Principal = { AWS = "arn:${local.partition}:iam::${local.account_id}:root" }
    Action    = "kms:*" # a key without it can be managed by nobody, ever
    Resource  = "*"     # this key
  }
}

resource "aws_kms_key" "data" {
  description             = "${var.name}: stream, tables, quarantine, artifacts, logs"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      local.key_administration,
      {
        Sid       = "LogsOfTheFunctionsAndOfIot"
        Effect    = "Allow"
        Principal = { Service = "logs.${local.region}.${local.dns_suffix}" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
        Resource  = "*" # this key
        Condition = {
          ArnEquals = { "kms:EncryptionContext:aws:logs:arn" = values(local.log_group_arns) }
        }
      },
    ]
  })
}

resource "aws_kms_alias" "data" {
  name          = "alias/${var.name}-data"
  target_key_id = aws_kms_key.data.key_id
}

resource "aws_kms_key" "alerts" {
  description             = "${var.name}: alerts to people, events, and the queues of what could not be handed over"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      local.key_administration,
      {
        Sid       = "AlarmsAndBudgetsPublish"
        Effect    = "Allow"
        Principal = { Service = concat(["cloudwatch.amazonaws.com"], var.monthly_budget == null ? [] : ["budgets.amazonaws.com"]) }
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = "*" # this key
        Condition = {
          StringEquals = { "aws:SourceAccount" = local.account_id }
        }
      },
      {
        # EventBridge's requests to a key carry no source account where it publishes to an encrypted topic or queue:
        # a condition on it would lose every event in silence.
        Sid       = "EventsPublish"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
        Resource  = "*" # this key
      },
    ]
  })
}

resource "aws_kms_alias" "alerts" {
  name          = "alias/${var.name}-alerts"
  target_key_id = aws_kms_key.alerts.key_id
}
