# Two topics for two kinds of people: alerts is about towers, operations about this pipeline. CloudWatch's messages carry
# no attributes, so on one topic a subscription that filters by severity would never hear that the pipeline is broken.
resource "aws_sns_topic" "alerts" {
  name              = "${var.name}-alerts"
  kms_master_key_id = aws_kms_key.alerts.arn
}

resource "aws_sns_topic" "operations" {
  name              = "${var.name}-operations"
  kms_master_key_id = aws_kms_key.alerts.arn
}

locals {
  topics = {
    alerts     = aws_sns_topic.alerts
    operations = aws_sns_topic.operations
  }

  # Who else publishes; the alert handler does by its role's own policy.
  topic_publishers = concat(
    [{
      Sid       = "AlarmsOfThisModule"
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-*" }
      }
    }],
    var.monthly_budget == null ? [] : [{
      Sid       = "Budgets"
      Principal = { Service = "budgets.amazonaws.com" }
      Condition = {
        StringEquals = { "aws:SourceAccount" = local.account_id }
        ArnLike      = { "aws:SourceArn" = "arn:${local.partition}:budgets::${local.account_id}:*" }
      }
    }],
    # EventBridge takes no condition in a topic's policy: with one every event is lost.
    var.event_rules_publish ? [{
      Sid       = "EventRules"
      Principal = { Service = "events.amazonaws.com" }
    }] : [],
  )
}

resource "aws_sns_topic_policy" "topic" {
  for_each = local.topics

  arn = each.value.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [merge(local.tls_only, { Action = "sns:Publish", Resource = each.value.arn })],
      [for publisher in local.topic_publishers : merge(publisher, {
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = each.value.arn
      })],
    )
  })
}

resource "aws_sns_topic_subscription" "alerts" {
  for_each = { for subscription in var.alert_subscriptions : "${subscription.protocol}:${subscription.endpoint}" => subscription }

  topic_arn           = aws_sns_topic.alerts.arn
  protocol            = each.value.protocol
  endpoint            = each.value.endpoint
  filter_policy       = length(each.value.severities) == 0 ? null : jsonencode({ severity = sort(each.value.severities) })
  filter_policy_scope = length(each.value.severities) == 0 ? null : "MessageAttributes"
}

resource "aws_sns_topic_subscription" "operations" {
  for_each = { for subscription in var.operations_subscriptions : "${subscription.protocol}:${subscription.endpoint}" => subscription }

  topic_arn = aws_sns_topic.operations.arn
  protocol  = each.value.protocol
  endpoint  = each.value.endpoint
}
