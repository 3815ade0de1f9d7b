mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  functions_package = "tests/empty.zip"
}

run "every_metric_alarm_watches_the_very_metric_that_aws_publishes" {
  variables {
    webhook        = { url = "https://nms.example.com/alarms", header = "X-Api-Key" }
    webhook_secret = "secret"
  }

  # namespace, metric, dimensions, statistic of a period; when it is an alarm: how many periods of how many; without data
  assert {
    condition = {
      for name, alarm in aws_cloudwatch_metric_alarm.alarm : name => join(" ", [
        alarm.namespace, alarm.metric_name, jsonencode(alarm.dimensions), alarm.statistic, "${alarm.period}s",
        { GreaterThanThreshold = ">", LessThanThreshold = "<" }[alarm.comparison_operator], alarm.threshold,
        "${alarm.datapoints_to_alarm}/${alarm.evaluation_periods}", alarm.treat_missing_data,
      ]) if alarm.metric_name != null
      } == {
      concurrency                        = "AWS/Lambda ClaimedAccountConcurrency null Maximum 300s > 800 2/3 notBreaching"
      dead-letters                       = "AWS/SQS ApproximateNumberOfMessagesVisible {\"QueueName\":\"towersense-dead-letters\"} Maximum 300s > 0 1/1 notBreaching"
      webhook-dead-letters               = "AWS/SQS ApproximateNumberOfMessagesVisible {\"QueueName\":\"towersense-webhook-dead-letters\"} Maximum 300s > 0 1/1 notBreaching"
      errors-alert-handler               = "AWS/Lambda Errors {\"FunctionName\":\"towersense-alert-handler\",\"Resource\":\"towersense-alert-handler:live\"} Sum 300s > 0 2/3 notBreaching"
      errors-consumer                    = "AWS/Lambda Errors {\"FunctionName\":\"towersense-consumer\",\"Resource\":\"towersense-consumer:live\"} Sum 300s > 0 2/3 notBreaching"
      errors-silence                     = "AWS/Lambda Errors {\"FunctionName\":\"towersense-silence\",\"Resource\":\"towersense-silence:live\"} Sum 300s > 0 2/3 notBreaching"
      throttles-alert-handler            = "AWS/Lambda Throttles {\"FunctionName\":\"towersense-alert-handler\",\"Resource\":\"towersense-alert-handler:live\"} Sum 300s > 0 2/3 notBreaching"
      throttles-consumer                 = "AWS/Lambda Throttles {\"FunctionName\":\"towersense-consumer\",\"Resource\":\"towersense-consumer:live\"} Sum 300s > 0 2/3 notBreaching"
      throttles-silence                  = "AWS/Lambda Throttles {\"FunctionName\":\"towersense-silence\",\"Resource\":\"towersense-silence:live\"} Sum 300s > 0 2/3 notBreaching"
      events-not-put                     = "AWS/Events PutEventsFailedEntriesCount null Sum 300s > 0 1/1 notBreaching"
      iterator-age                       = "AWS/Lambda IteratorAge {\"FunctionName\":\"towersense-consumer\"} Maximum 60s > 300000 3/5 notBreaching"
      notifications-failed-alerts        = "AWS/SNS NumberOfNotificationsFailed {\"TopicName\":\"towersense-alerts\"} Sum 300s > 0 1/1 notBreaching"
      notifications-failed-operations    = "AWS/SNS NumberOfNotificationsFailed {\"TopicName\":\"towersense-operations\"} Sum 300s > 0 1/1 notBreaching"
      quarantine-functions               = "IoTPipeline/Operations RecordsQuarantined null Sum 3600s > 0 1/1 notBreaching"
      quarantine-mapping                 = "AWS/Lambda OnFailureDestinationDeliveredEventCount {\"EventSourceMappingUUID\":\"${aws_lambda_event_source_mapping.consumer.uuid}\"} Sum 3600s > 0 1/1 notBreaching"
      records-lost                       = "AWS/Lambda DroppedEventCount {\"EventSourceMappingUUID\":\"${aws_lambda_event_source_mapping.consumer.uuid}\"} Sum 300s > 0 1/1 notBreaching"
      silence-undecided                  = "IoTPipeline/Operations SilenceUndecided null Maximum 300s > 0 3/3 notBreaching"
      silence-unwatched                  = "AWS/Lambda Invocations {\"FunctionName\":\"towersense-silence\",\"Resource\":\"towersense-silence:live\"} Sum 300s < 1 3/3 breaching"
      silent-gateways                    = "IoTPipeline/Operations SilentGateways null Maximum 300s > 0 2/2 ignore"
      stream-not-read                    = "AWS/Kinesis GetRecords.IteratorAgeMilliseconds {\"StreamName\":\"towersense-telemetry\"} Maximum 60s > 300000 10/10 breaching"
      stream-throttles                   = "AWS/Kinesis WriteProvisionedThroughputExceeded {\"StreamName\":\"towersense-telemetry\"} Sum 300s > 0 2/3 notBreaching"
      table-throttles-readings-writes    = "AWS/DynamoDB WriteThrottleEvents {\"TableName\":\"iot-sensor-readings\"} Sum 300s > 0 2/3 notBreaching"
      table-throttles-state-index-writes = "AWS/DynamoDB WriteThrottleEvents {\"GlobalSecondaryIndexName\":\"watch\",\"TableName\":\"iot-device-state\"} Sum 300s > 0 2/3 notBreaching"
      table-throttles-state-reads        = "AWS/DynamoDB ReadThrottleEvents {\"TableName\":\"iot-device-state\"} Sum 300s > 0 2/3 notBreaching"
      table-throttles-state-writes       = "AWS/DynamoDB WriteThrottleEvents {\"TableName\":\"iot-device-state\"} Sum 300s > 0 2/3 notBreaching"
    }
    error_message = "A metric alarm is another than the one that is meant."
  }

  assert {
    condition = {
      for name, alarm in aws_cloudwatch_metric_alarm.alarm : name => join(" ", [
        one(alarm.metric_query).expression, "${one(alarm.metric_query).period}s",
        { GreaterThanThreshold = ">" }[alarm.comparison_operator], alarm.threshold,
        "${alarm.datapoints_to_alarm}/${alarm.evaluation_periods}", alarm.treat_missing_data,
      ]) if alarm.metric_name == null
      } == {
      anomalies-by-device     = "SELECT SUM(AnomalyCount) FROM SCHEMA(\"IoTPipeline/Alerts\", DeviceId) GROUP BY DeviceId ORDER BY SUM() DESC 3600s > 5 1/1 notBreaching"
      rule-failures-alarms    = "SELECT SUM(Failure) FROM SCHEMA(\"AWS/IoT\", ActionType, RuleName) WHERE RuleName = 'tower_alarms' 300s > 0 1/1 notBreaching"
      rule-failures-telemetry = "SELECT SUM(Failure) FROM SCHEMA(\"AWS/IoT\", ActionType, RuleName) WHERE RuleName = 'tower_telemetry' 300s > 0 1/1 notBreaching"
      table-errors-readings   = "SELECT SUM(SystemErrors) FROM SCHEMA(\"AWS/DynamoDB\", Operation, TableName) WHERE TableName = 'iot-sensor-readings' 300s > 0 2/3 notBreaching"
      table-errors-state      = "SELECT SUM(SystemErrors) FROM SCHEMA(\"AWS/DynamoDB\", Operation, TableName) WHERE TableName = 'iot-device-state' 300s > 0 2/3 notBreaching"
      webhook-failures        = "SELECT SUM(FailedInvocations) FROM \"AWS/Events\" WHERE RuleName = 'towersense-webhook' 300s > 0 1/1 notBreaching"
      webhook-losses          = "SELECT SUM(InvocationsFailedToBeSentToDlq) FROM \"AWS/Events\" WHERE RuleName = 'towersense-webhook' 300s > 0 1/1 notBreaching"
    }
    error_message = "A query's alarm is another than the one that is meant."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.alarm : alltrue([for query in alarm.metric_query : query.return_data])])
    error_message = "An alarm's query returns nothing to look at."
  }
}

run "an_alarm_and_its_end_are_told_to_the_same_people" {
  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.alarm : alarm.ok_actions == alarm.alarm_actions && alarm.actions_enabled != false])
    error_message = "Of an alarm nobody is told when it ends."
  }

  assert {
    condition = alltrue([
      for name, alarm in aws_cloudwatch_metric_alarm.alarm :
      alarm.alarm_actions == toset([contains(["anomalies-by-device", "notifications-failed-operations"], name) ? aws_sns_topic.alerts.arn : aws_sns_topic.operations.arn])
    ])
    error_message = "The people of the towers hear of anomalies, and where those of the pipeline cannot be told; these hear of everything else."
  }

  assert {
    condition     = alltrue([for name, alarm in aws_cloudwatch_metric_alarm.alarm : alarm.alarm_name == "towersense-${name}"])
    error_message = "An alarm's name does not begin as the topics' policy asks."
  }
}

run "every_alarm_names_a_section_of_the_runbook_that_is_there" {
  variables {
    runbook_url    = "https://example.com/operations.md"
    webhook        = { url = "https://nms.example.com/alarms", username = "towersense" }
    webhook_secret = "secret"
  }

  assert {
    condition = toset([for alarm in aws_cloudwatch_metric_alarm.alarm : regex("\\. What to do: https://example\\.com/operations\\.md#([a-z-]+)$", alarm.alarm_description)[0]]) == toset([
      for heading in regexall("(?m)^### (.+)$", regex("(?s)\n## Runbook\n(.*?)\n## ", file("${path.module}/../docs/operations.md"))[0]) : replace(lower(heading[0]), " ", "-")
    ])
    error_message = "The alarms and the runbook of docs/operations.md do not have the same sections."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.alarm : length(alarm.alarm_description) <= 1024])
    error_message = "CloudWatch takes 1,024 characters of a description."
  }
}

run "without_a_webhook_nothing_watches_one" {
  assert {
    condition     = length(aws_cloudwatch_metric_alarm.alarm) == 29 && length([for name in keys(aws_cloudwatch_metric_alarm.alarm) : name if startswith(name, "webhook")]) == 0
    error_message = "There are alarms of a webhook that is not there, or the number of docs/operations.md's cost table is wrong."
  }
}

run "a_large_fleet_is_counted_as_a_whole" {
  variables {
    anomalies_by_device = false
    anomalies_an_hour   = 1000
  }

  assert {
    condition     = !contains(keys(aws_cloudwatch_metric_alarm.alarm), "anomalies-by-device")
    error_message = "Series of devices are watched that the consumer does not publish."
  }

  assert {
    condition = alltrue([
      for alarm in [aws_cloudwatch_metric_alarm.alarm["anomalies-of-the-fleet"]] :
      alarm.namespace == "IoTPipeline/Alerts" && alarm.metric_name == "AnomalyCount" && alarm.dimensions == null && alarm.statistic == "Sum" &&
      alarm.period == 3600 && alarm.threshold == 1000 && alarm.alarm_actions == toset([aws_sns_topic.alerts.arn])
    ])
    error_message = "The fleet's anomalies are not watched by the sum that has no dimension."
  }

  assert {
    condition     = aws_lambda_function.consumer.environment[0].variables.ANOMALIES_BY_DEVICE == "false"
    error_message = "The consumer is not told to leave the devices' series out."
  }
}

run "of_a_whole_fleet_nobody_but_its_people_knows_how_many_anomalies_are_too_many" {
  command = plan

  variables {
    anomalies_by_device = false
  }

  expect_failures = [aws_cloudwatch_metric_alarm.alarm["anomalies-of-the-fleet"]]
}

run "thresholds_follow_their_variables" {
  variables {
    reading_age_limit_minutes = 15
    quarantine_an_hour        = 20
    silent_gateways_tolerated = 3
    concurrency_quota         = 50
  }

  assert {
    condition = {
      for name in ["iterator-age", "stream-not-read", "quarantine-functions", "silent-gateways", "concurrency"] : name => aws_cloudwatch_metric_alarm.alarm[name].threshold
      } == {
      iterator-age = 900000, stream-not-read = 900000, quarantine-functions = 20, silent-gateways = 3, concurrency = 40
    }
    error_message = "A threshold does not follow its variable."
  }
}

run "the_mapping_counts_what_it_gives_up" {
  assert {
    condition     = aws_lambda_event_source_mapping.consumer.metrics_config[0].metrics == toset(["EventCount"])
    error_message = "The alarms of records that were given up have no metric, and never ring."
  }
}

run "the_dashboard_shows_what_is_there" {
  assert {
    condition = length(setsubtract(
      ["ReadingsStored", "ReadingAge", "SilentGateways", "SilentDevices", "SilenceUndecided", "AlarmChanges", "AnomalyCount", "RecordsQuarantined", "IteratorAge", "Errors", "Throttles",
      "ConsumedWriteCapacityUnits", "IncomingRecords", "IncomingBytes", "TopicMatch", "PublishIn.Success", "PublishOut.Success", "Duration", "OnFailureDestinationDeliveredEventCount", "DroppedEventCount", "ApproximateNumberOfMessagesVisible"],
      flatten([for widget in jsondecode(aws_cloudwatch_dashboard.towersense.dashboard_body).widgets : [for metric in widget.properties.metrics : metric[1]]]),
    )) == 0
    error_message = "The dashboard leaves something out."
  }

  assert {
    condition = [
      for metric in jsondecode(aws_cloudwatch_dashboard.towersense.dashboard_body).widgets[1].properties.metrics : metric[2].stat
    ] == ["p50", "p99"]
    error_message = "The age of readings is not shown as half of them, and almost all of them, have it."
  }

  assert {
    condition = alltrue([
      for widget in jsondecode(aws_cloudwatch_dashboard.towersense.dashboard_body).widgets :
      widget.x + widget.width <= 24 && widget.properties.region == "eu-central-1"
    ])
    error_message = "A widget is wider than the page, or of another region."
  }
}

run "what_cannot_be_watched_is_refused" {
  command = plan

  variables {
    runbook_url               = "operations.md#section"
    anomalies_an_hour         = -1
    reading_age_limit_minutes = 0
    quarantine_an_hour        = -1
    silent_gateways_tolerated = -1
    concurrency_quota         = 5
    monthly_budget            = 0
  }

  expect_failures = [
    var.runbook_url, var.anomalies_an_hour, var.reading_age_limit_minutes, var.quarantine_an_hour, var.silent_gateways_tolerated,
    var.concurrency_quota, var.monthly_budget,
  ]
}
