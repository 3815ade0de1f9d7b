mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  functions_package = "tests/empty.zip"
}

run "topics_and_queues_are_encrypted_with_the_key_that_alarms_and_events_may_use" {
  variables {
    webhook        = { url = "https://nms.example.com/alarms", header = "X-Api-Key" }
    webhook_secret = "secret"
  }

  assert {
    condition = toset([
      aws_sns_topic.alerts.kms_master_key_id, aws_sns_topic.operations.kms_master_key_id,
      aws_sqs_queue.dead_letters.kms_master_key_id, aws_sqs_queue.webhook_dead_letters[0].kms_master_key_id,
    ]) == toset([aws_kms_key.alerts.arn])
    error_message = "A topic or queue has another key, or AWS' own, with which CloudWatch cannot publish."
  }

  assert {
    condition = length(setsubtract(
      ["cloudwatch.amazonaws.com", "events.amazonaws.com"],
      flatten([
        for statement in jsondecode(aws_kms_key.alerts.policy).Statement : statement.Principal.Service
        if try(contains(statement.Action, "kms:GenerateDataKey") && contains(statement.Action, "kms:Decrypt"), false)
      ]),
    )) == 0
    error_message = "Who publishes to a topic or a queue may not use its key."
  }
}

run "a_topic_takes_what_comes_by_tls_from_alarms_of_this_module_alone" {
  variables {
    event_rules_publish = false
  }

  assert {
    condition = alltrue([
      for name, topic in { alerts = aws_sns_topic.alerts, operations = aws_sns_topic.operations } :
      aws_sns_topic_policy.topic[name].arn == topic.arn &&
      jsondecode(aws_sns_topic_policy.topic[name].policy).Statement == [
        {
          Sid       = "TlsOnly"
          Effect    = "Deny"
          Principal = "*"
          Action    = "sns:Publish"
          Resource  = topic.arn
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        },
        {
          Sid       = "AlarmsOfThisModule"
          Effect    = "Allow"
          Principal = { Service = "cloudwatch.amazonaws.com" }
          Action    = "sns:Publish"
          Resource  = topic.arn
          Condition = {
            StringEquals = { "aws:SourceAccount" = "123456789012" }
            ArnLike      = { "aws:SourceArn" = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:towersense-*" }
          }
        },
      ]
    ])
    error_message = "Somebody else may publish to a topic, or somebody may without TLS."
  }
}

run "event_rules_publish_to_both_topics_and_without_a_condition" {
  assert {
    condition = alltrue([
      for topic in values(aws_sns_topic_policy.topic) : [
        for statement in jsondecode(topic.policy).Statement : can(statement.Condition)
        if try(statement.Principal.Service, null) == "events.amazonaws.com"
      ] == [false]
    ])
    error_message = "EventBridge may not publish, or under a condition, which it does not meet."
  }
}

run "a_subscription_hears_the_severities_that_it_names" {
  variables {
    alert_subscriptions = [
      { protocol = "email", endpoint = "operations@example.com" },
      { protocol = "sms", endpoint = "+4915112345678", severities = ["major", "critical"] },
      { protocol = "https", endpoint = "https://example.com/alerts", severities = ["warning"] },
    ]
    operations_subscriptions = [{ protocol = "email", endpoint = "platform@example.com" }]
  }

  assert {
    condition = { for key, subscription in aws_sns_topic_subscription.alerts : key => try(jsondecode(subscription.filter_policy), {}) } == {
      "email:operations@example.com"     = {}
      "sms:+4915112345678"               = { severity = ["critical", "major"] }
      "https:https://example.com/alerts" = { severity = ["warning"] }
    }
    error_message = "A filter is another than was asked for."
  }

  assert {
    condition = alltrue([
      for subscription in aws_sns_topic_subscription.alerts :
      subscription.topic_arn == aws_sns_topic.alerts.arn && (subscription.filter_policy == null || subscription.filter_policy_scope == "MessageAttributes")
    ])
    error_message = "A subscription is of another topic, or filters by the body, which has no severity."
  }

  assert {
    condition = alltrue([
      for subscription in [aws_sns_topic_subscription.operations["email:platform@example.com"]] :
      subscription.topic_arn == aws_sns_topic.operations.arn && subscription.endpoint == "platform@example.com" && subscription.filter_policy == null
    ])
    error_message = "Who runs the pipeline hears of towers, or not of everything: CloudWatch's messages have no severity to filter by."
  }
}

run "the_alert_handler_puts_alarm_changes_and_the_bus_denies_nothing_to_its_own_archive" {
  assert {
    condition = aws_cloudwatch_event_bus.towersense.name == "towersense" && jsondecode(aws_cloudwatch_event_bus_policy.towersense.policy).Statement == [
      {
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "events:PutEvents"
        Resource  = aws_cloudwatch_event_bus.towersense.arn
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
    ]
    error_message = "The bus takes events without TLS, or denies more."
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.service["alert_handler"].policy).Statement : statement
      if contains(flatten([statement.Action]), "events:PutEvents")
      ] == [{
        Effect    = "Allow"
        Action    = "events:PutEvents"
        Resource  = aws_cloudwatch_event_bus.towersense.arn
        Condition = { StringEquals = { "events:source" = "io.towersense", "events:detail-type" = "Alarm Change" } }
    }]
    error_message = "The alert handler puts other events, or on another bus."
  }

  assert {
    condition = (
      aws_cloudwatch_event_archive.towersense.event_source_arn == aws_cloudwatch_event_bus.towersense.arn &&
      aws_cloudwatch_event_archive.towersense.retention_days == 30 &&
      jsondecode(aws_cloudwatch_event_archive.towersense.event_pattern) == { source = ["io.towersense"], detail-type = ["Alarm Change"] }
    )
    error_message = "The archive does not keep the alarm changes of this bus."
  }
}

run "without_a_webhook_there_is_nothing_of_it" {
  assert {
    condition = length(concat(
      aws_cloudwatch_event_connection.webhook, aws_cloudwatch_event_api_destination.webhook, aws_cloudwatch_event_rule.webhook,
      aws_cloudwatch_event_target.webhook, aws_iam_role.webhook, aws_sqs_queue.webhook_dead_letters,
    )) == 0
    error_message = "Something of a webhook is there that nobody asked for."
  }

  assert {
    condition     = length(aws_budgets_budget.monthly) == 0
    error_message = "A budget is there that nobody asked for."
  }
}

run "the_webhook_gets_every_alarm_change_and_what_it_does_not_take_is_kept" {
  variables {
    webhook        = { url = "https://nms.example.com/alarms", header = "X-Api-Key", requests_per_second = 5, retry_hours = 2 }
    webhook_secret = "secret"
  }

  assert {
    condition = (
      aws_cloudwatch_event_connection.webhook[0].authorization_type == "API_KEY" &&
      aws_cloudwatch_event_connection.webhook[0].auth_parameters[0].api_key[0].key == "X-Api-Key" &&
      nonsensitive(aws_cloudwatch_event_connection.webhook[0].auth_parameters[0].api_key[0].value == "secret") &&
      length(aws_cloudwatch_event_connection.webhook[0].auth_parameters[0].basic) == 0
    )
    error_message = "The webhook does not get its key."
  }

  assert {
    condition = (
      aws_cloudwatch_event_api_destination.webhook[0].connection_arn == aws_cloudwatch_event_connection.webhook[0].arn &&
      aws_cloudwatch_event_api_destination.webhook[0].invocation_endpoint == "https://nms.example.com/alarms" &&
      aws_cloudwatch_event_api_destination.webhook[0].http_method == "POST" &&
      aws_cloudwatch_event_api_destination.webhook[0].invocation_rate_limit_per_second == 5
    )
    error_message = "The destination is another than the webhook."
  }

  assert {
    condition = (
      aws_cloudwatch_event_rule.webhook[0].event_bus_name == "towersense" &&
      jsondecode(aws_cloudwatch_event_rule.webhook[0].event_pattern) == { source = ["io.towersense"], detail-type = ["Alarm Change"] } &&
      aws_cloudwatch_event_target.webhook[0].rule == "towersense-webhook" &&
      aws_cloudwatch_event_target.webhook[0].event_bus_name == "towersense" &&
      aws_cloudwatch_event_target.webhook[0].arn == aws_cloudwatch_event_api_destination.webhook[0].arn &&
      aws_cloudwatch_event_target.webhook[0].role_arn == aws_iam_role.webhook[0].arn &&
      aws_cloudwatch_event_target.webhook[0].retry_policy[0].maximum_event_age_in_seconds == 7200 &&
      aws_cloudwatch_event_target.webhook[0].dead_letter_config[0].arn == aws_sqs_queue.webhook_dead_letters[0].arn
    )
    error_message = "An alarm change does not reach the webhook, or is lost where it does not take it."
  }

  assert {
    condition = (
      jsondecode(aws_iam_role_policy.webhook[0].policy).Statement == [{
        Effect   = "Allow"
        Action   = "events:InvokeApiDestination"
        Resource = aws_cloudwatch_event_api_destination.webhook[0].arn
      }] &&
      jsondecode(aws_iam_role.webhook[0].assume_role_policy).Statement == [{
        Effect    = "Allow"
        Principal = { Service = "events.amazonaws.com" }
        Action    = "sts:AssumeRole"
        Condition = {
          StringEquals = { "aws:SourceAccount" = "123456789012" }
          ArnEquals    = { "aws:SourceArn" = "arn:aws:events:eu-central-1:123456789012:rule/towersense/towersense-webhook" }
        }
      }]
    )
    error_message = "The webhook's role may do more, or for others."
  }

  assert {
    condition = (
      aws_sqs_queue.webhook_dead_letters[0].message_retention_seconds == 1209600 &&
      jsondecode(aws_sqs_queue_policy.webhook_dead_letters[0].policy).Statement == [
        {
          Sid       = "TlsOnly"
          Effect    = "Deny"
          Principal = "*"
          Action    = "sqs:*"
          Resource  = aws_sqs_queue.webhook_dead_letters[0].arn
          Condition = { Bool = { "aws:SecureTransport" = "false" } }
        },
        {
          Sid       = "TheWebhooksRule"
          Effect    = "Allow"
          Principal = { Service = "events.amazonaws.com" }
          Action    = "sqs:SendMessage"
          Resource  = aws_sqs_queue.webhook_dead_letters[0].arn
          Condition = { ArnEquals = { "aws:SourceArn" = "arn:aws:events:eu-central-1:123456789012:rule/towersense/towersense-webhook" } }
        },
      ]
    )
    error_message = "The webhook's dead letters are kept too short, or taken from others, or not from its rule."
  }
}

run "a_webhook_may_ask_for_a_password" {
  variables {
    webhook        = { url = "https://nms.example.com/alarms", username = "towersense" }
    webhook_secret = "secret"
  }

  assert {
    condition = (
      aws_cloudwatch_event_connection.webhook[0].authorization_type == "BASIC" &&
      aws_cloudwatch_event_connection.webhook[0].auth_parameters[0].basic[0].username == "towersense" &&
      nonsensitive(aws_cloudwatch_event_connection.webhook[0].auth_parameters[0].basic[0].password == "secret")
    )
    error_message = "The webhook does not get its password."
  }
}

run "a_connection_that_is_there_keeps_its_secret_out_of_the_state" {
  variables {
    webhook = { url = "https://nms.example.com/alarms", connection_arn = "arn:aws:events:eu-central-1:123456789012:connection/nms/1" }
  }

  assert {
    condition = (
      length(aws_cloudwatch_event_connection.webhook) == 0 &&
      aws_cloudwatch_event_api_destination.webhook[0].connection_arn == "arn:aws:events:eu-central-1:123456789012:connection/nms/1"
    )
    error_message = "The connection that was given is not the one that is used."
  }
}

run "a_connection_of_the_same_configuration_may_be_named" {
  command = plan

  module {
    source = "./tests/connection"
  }

  assert {
    condition     = module.towersense.event_bus_name == "towersense"
    error_message = "The module does not plan with a connection that is not made yet."
  }
}

run "a_budget_is_told_to_the_people_of_the_pipeline" {
  variables {
    monthly_budget = 250
  }

  assert {
    condition = (
      aws_budgets_budget.monthly[0].limit_amount == "250" && aws_budgets_budget.monthly[0].limit_unit == "USD" &&
      toset([for notification in aws_budgets_budget.monthly[0].notification : "${notification.notification_type} ${notification.threshold}"]) == toset(["ACTUAL 80", "ACTUAL 100", "FORECASTED 100"]) &&
      alltrue([for notification in aws_budgets_budget.monthly[0].notification : notification.subscriber_sns_topic_arns == toset([aws_sns_topic.operations.arn])])
    )
    error_message = "The budget is another, or told to others."
  }

  assert {
    condition = [
      for statement in jsondecode(aws_sns_topic_policy.topic["operations"].policy).Statement : statement.Condition.StringEquals["aws:SourceAccount"]
      if try(statement.Principal.Service, null) == "budgets.amazonaws.com"
    ] == ["123456789012"]
    error_message = "AWS Budgets may not publish to the topic, or for other accounts."
  }

  assert {
    condition     = strcontains(aws_kms_key.alerts.policy, "budgets.amazonaws.com")
    error_message = "AWS Budgets may not use the topic's key."
  }
}

run "a_webhook_without_its_secret_is_refused" {
  command = plan

  variables {
    webhook = { url = "https://nms.example.com/alarms", header = "X-Api-Key" }
  }

  expect_failures = [aws_cloudwatch_event_connection.webhook]
}

run "who_cannot_be_reached_is_refused" {
  command = plan

  variables {
    alert_subscriptions      = [{ protocol = "email", endpoint = "operations" }]
    operations_subscriptions = [{ protocol = "sms", endpoint = "+4915112345678" }]
    webhook                  = { url = "http://nms.example.com/alarms", header = "X-Api-Key" }
    events_retention_days    = 0
    touch_every              = "10"
  }

  expect_failures = [var.alert_subscriptions, var.operations_subscriptions, var.webhook, var.events_retention_days, var.touch_every]
}

run "an_unknown_severity_and_two_ways_to_authorize_are_refused" {
  command = plan

  variables {
    alert_subscriptions      = [{ protocol = "email", endpoint = "operations@example.com", severities = ["CRITICAL"] }]
    operations_subscriptions = [{ protocol = "email", endpoint = "a@example.com" }, { protocol = "email", endpoint = "a@example.com" }]
    webhook                  = { url = "https://nms.example.com/alarms", header = "X-Api-Key", username = "towersense" }
  }

  expect_failures = [var.alert_subscriptions, var.operations_subscriptions, var.webhook]
}

run "a_phone_that_names_no_severity_and_a_webhook_that_is_tried_too_long_are_refused" {
  command = plan

  variables {
    alert_subscriptions = [{ protocol = "sms", endpoint = "+4915112345678" }]
    webhook             = { url = "https://nms.example.com/alarms", header = "X-Api-Key", retry_hours = 25 }
  }

  expect_failures = [var.alert_subscriptions, var.webhook]
}
