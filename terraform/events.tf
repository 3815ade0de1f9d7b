locals {
  alarm_changes = {
    source      = ["io.towersense"]
    detail-type = ["Alarm Change"]
  }

  webhook_rule_arn = "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}/${var.name}-webhook"
}

# Encrypted with AWS' own key: the provider cannot give an archive a key of ours, and bus and archive hold the same.
resource "aws_cloudwatch_event_bus" "towersense" {
  name = var.name
}

# The alert handler puts events by its role's policy. To deny it to everybody else might deny the archive its replays, too.
resource "aws_cloudwatch_event_bus_policy" "towersense" {
  event_bus_name = aws_cloudwatch_event_bus.towersense.name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.tls_only, {
        Action   = "events:PutEvents"
        Resource = aws_cloudwatch_event_bus.towersense.arn
      }),
    ]
  })
}

resource "aws_cloudwatch_event_archive" "towersense" {
  name             = var.name
  description      = "Alarm changes, to be replayed to whoever missed them"
  event_source_arn = aws_cloudwatch_event_bus.towersense.arn
  event_pattern    = jsonencode(local.alarm_changes)
  retention_days   = var.events_retention_days
}

# The webhook of a network management system: each alarm change is one POST. All of it is off where there is none.
resource "aws_cloudwatch_event_connection" "webhook" {
  # Not by the connection's ARN, which may be known only once it is applied.
  count = try(coalesce(var.webhook.header, var.webhook.username), null) == null ? 0 : 1

  name               = "${var.name}-webhook"
  description        = "How the webhook knows that it is us"
  authorization_type = var.webhook.header != null ? "API_KEY" : "BASIC"

  auth_parameters {
    dynamic "api_key" {
      for_each = var.webhook.header[*]

      content {
        key   = api_key.value
        value = var.webhook_secret
      }
    }

    dynamic "basic" {
      for_each = var.webhook.username[*]

      content {
        username = basic.value
        password = var.webhook_secret
      }
    }
  }

  lifecycle {
    precondition {
      condition     = nonsensitive(var.webhook_secret != null)
      error_message = "webhook_secret is missing: the value of webhook.header, or the password of webhook.username. Or give webhook.connection_arn, and the secret is in no state."
    }
  }
}

resource "aws_cloudwatch_event_api_destination" "webhook" {
  count = var.webhook == null ? 0 : 1

  name                             = "${var.name}-webhook"
  description                      = "Alarm changes to the network management system"
  invocation_endpoint              = var.webhook.url
  http_method                      = "POST"
  invocation_rate_limit_per_second = var.webhook.requests_per_second
  connection_arn                   = one(concat(aws_cloudwatch_event_connection.webhook[*].arn, var.webhook.connection_arn[*]))
}

resource "aws_cloudwatch_event_rule" "webhook" {
  count = var.webhook == null ? 0 : 1

  name           = "${var.name}-webhook"
  description    = "Every alarm change to the webhook"
  event_bus_name = aws_cloudwatch_event_bus.towersense.name
  event_pattern  = jsonencode(local.alarm_changes)
}

resource "aws_cloudwatch_event_target" "webhook" {
  count = var.webhook == null ? 0 : 1

  rule           = aws_cloudwatch_event_rule.webhook[0].name
  event_bus_name = aws_cloudwatch_event_bus.towersense.name
  target_id      = "webhook"
  arn            = aws_cloudwatch_event_api_destination.webhook[0].arn
  role_arn       = aws_iam_role.webhook[0].arn

  retry_policy {
    maximum_event_age_in_seconds = var.webhook.retry_hours * 3600
    maximum_retry_attempts       = 185
  }

  dead_letter_config {
    arn = aws_sqs_queue.webhook_dead_letters[0].arn
  }

  depends_on = [aws_iam_role_policy.webhook, aws_sqs_queue_policy.webhook_dead_letters]
}

resource "aws_iam_role" "webhook" {
  count = var.webhook == null ? 0 : 1

  name        = "${local.account_wide_name}-webhook"
  description = "TowerSense: what EventBridge may do as the webhook's rule"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account_id }
        ArnEquals    = { "aws:SourceArn" = local.webhook_rule_arn }
      }
    }]
  })
}

resource "aws_iam_role_policy" "webhook" {
  count = var.webhook == null ? 0 : 1

  name = "permissions"
  role = aws_iam_role.webhook[0].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "events:InvokeApiDestination"
      Resource = aws_cloudwatch_event_api_destination.webhook[0].arn
    }]
  })
}

resource "aws_sqs_queue" "webhook_dead_letters" {
  count = var.webhook == null ? 0 : 1

  name                       = "${var.name}-webhook-dead-letters"
  message_retention_seconds  = 1209600
  visibility_timeout_seconds = 60
  kms_master_key_id          = aws_kms_key.alerts.arn
}

resource "aws_sqs_queue_policy" "webhook_dead_letters" {
  count = var.webhook == null ? 0 : 1

  queue_url = aws_sqs_queue.webhook_dead_letters[0].url

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.tls_only, {
        Action   = "sqs:*" # every call
        Resource = aws_sqs_queue.webhook_dead_letters[0].arn
      }),
      {
        Sid       = "TheWebhooksRule"
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sqs:SendMessage"
        Resource  = aws_sqs_queue.webhook_dead_letters[0].arn
        Condition = { ArnEquals = { "aws:SourceArn" = local.webhook_rule_arn } }
      },
    ]
  })
}
