# Each alarm has a section of docs/operations.md, which its description names. Defaults: the sum of a metric over five
# minutes, more than none of it, once, for the people of the pipeline; no data is no trouble. AWS publishes most metrics of
# failures only where there are some, so their silence is health, while a metric that has to be there says "breaching".
locals {
  alarm_defaults = {
    when       = true
    topic      = aws_sns_topic.operations.arn
    namespace  = null
    metric     = null
    dimensions = null
    statistic  = "Sum"
    query      = null
    period     = 300
    periods    = 1
    datapoints = 1
    comparison = "GreaterThanThreshold"
    threshold  = 0
    missing    = "notBreaching"
  }

  anomalies_an_hour = coalesce(var.anomalies_an_hour, 5)

  functions = {
    consumer      = aws_lambda_function.consumer.function_name
    alert-handler = aws_lambda_function.alert_handler.function_name
    silence       = aws_lambda_function.silence.function_name
  }

  queues = merge(
    { dead-letters = { name = aws_sqs_queue.dead_letters.name, says = "An invocation was given up after its retries." } },
    var.webhook == null ? {} : { webhook-dead-letters = { name = aws_sqs_queue.webhook_dead_letters[0].name, says = "The webhook did not take an alarm change in all of the time that it had." } },
  )

  tables = {
    readings = aws_dynamodb_table.readings.name
    state    = aws_dynamodb_table.state.name
  }

  table_throttles = {
    readings-writes    = { what = "writes of readings", metric = "WriteThrottleEvents", dimensions = { TableName = local.tables.readings } }
    state-writes       = { what = "writes of devices and alarms", metric = "WriteThrottleEvents", dimensions = { TableName = local.tables.state } }
    state-index-writes = { what = "writes of the index of who is heard", metric = "WriteThrottleEvents", dimensions = { TableName = local.tables.state, GlobalSecondaryIndexName = "watch" } }
    state-reads        = { what = "reads of devices and alarms", metric = "ReadThrottleEvents", dimensions = { TableName = local.tables.state } }
  }

  webhook_failures = {
    webhook-failures = { metric = "FailedInvocations", says = "The webhook was not given an alarm change, and will not be." }
    webhook-losses   = { metric = "InvocationsFailedToBeSentToDlq", says = "An alarm change reached neither the webhook nor its dead letters." }
  }

  alarm_definitions = merge(
    {
      # Of the alarms the one about towers, and so for the people of the towers.
      anomalies-by-device = {
        when      = var.anomalies_by_device
        section   = "anomalies"
        says      = "A device broke its rules more than ${local.anomalies_an_hour} times within an hour."
        topic     = aws_sns_topic.alerts.arn
        query     = "SELECT SUM(AnomalyCount) FROM SCHEMA(\"IoTPipeline/Alerts\", DeviceId) GROUP BY DeviceId ORDER BY SUM() DESC"
        period    = 3600
        threshold = local.anomalies_an_hour
      }
      anomalies-of-the-fleet = {
        when      = !var.anomalies_by_device
        section   = "anomalies"
        says      = "The devices together broke their rules more than ${local.anomalies_an_hour} times within an hour."
        topic     = aws_sns_topic.alerts.arn
        namespace = "IoTPipeline/Alerts"
        metric    = "AnomalyCount"
        period    = 3600
        threshold = local.anomalies_an_hour
      }

      iterator-age = {
        section    = "iterator-age"
        says       = "The consumer is behind: its newest records are older than ${var.reading_age_limit_minutes} min."
        namespace  = "AWS/Lambda"
        metric     = "IteratorAge"
        dimensions = { FunctionName = local.functions.consumer }
        statistic  = "Maximum"
        period     = 60
        periods    = 5
        datapoints = 3
        threshold  = var.reading_age_limit_minutes * 60000
      }
      # The mapping asks for records all the time, so no answers are no questions: it is off, or holds on to one batch.
      stream-not-read = {
        section    = "stream-not-read"
        says       = "Nobody reads the stream, or its reader is behind."
        namespace  = "AWS/Kinesis"
        metric     = "GetRecords.IteratorAgeMilliseconds"
        dimensions = { StreamName = aws_kinesis_stream.readings.name }
        statistic  = "Maximum"
        period     = 60
        periods    = 10
        datapoints = 10
        threshold  = var.reading_age_limit_minutes * 60000
        missing    = "breaching"
      }
      stream-throttles = {
        section    = "stream-throttles"
        says       = "The stream refuses records: its shards are too few, or one gateway sends too much."
        namespace  = "AWS/Kinesis"
        metric     = "WriteProvisionedThroughputExceeded"
        dimensions = { StreamName = aws_kinesis_stream.readings.name }
        periods    = 3
        datapoints = 2
      }

      # Of the account, since functions without a reservation share its quota.
      concurrency = {
        section    = "concurrency"
        says       = "The account's functions use 80 % of their concurrent executions."
        namespace  = "AWS/Lambda"
        metric     = "ClaimedAccountConcurrency"
        statistic  = "Maximum"
        periods    = 3
        datapoints = 2
        threshold  = floor(var.concurrency_quota * 0.8)
      }

      quarantine-functions = {
        section   = "quarantine"
        says      = "Functions set records aside that can never be stored: more than ${var.quarantine_an_hour} within an hour."
        namespace = "IoTPipeline/Operations"
        metric    = "RecordsQuarantined"
        period    = 3600
        threshold = var.quarantine_an_hour
      }
      quarantine-mapping = {
        section    = "quarantine"
        says       = "The event source mapping gave up batches after all retries: more than ${var.quarantine_an_hour} records within an hour."
        namespace  = "AWS/Lambda"
        metric     = "OnFailureDestinationDeliveredEventCount"
        dimensions = { EventSourceMappingUUID = aws_lambda_event_source_mapping.consumer.uuid }
        period     = 3600
        threshold  = var.quarantine_an_hour
      }
      # Not those that reached the destination: these are gone.
      records-lost = {
        section    = "records-lost"
        says       = "The event source mapping gave records up and could not set them aside."
        namespace  = "AWS/Lambda"
        metric     = "DroppedEventCount"
        dimensions = { EventSourceMappingUUID = aws_lambda_event_source_mapping.consumer.uuid }
      }

      # Standing counts, one a minute: while none comes, what was known goes on to hold.
      silent-gateways = {
        section    = "silent-gateways"
        says       = "More than ${var.silent_gateways_tolerated} gateways are silent."
        namespace  = "IoTPipeline/Operations"
        metric     = "SilentGateways"
        statistic  = "Maximum"
        periods    = 2
        datapoints = 2
        threshold  = var.silent_gateways_tolerated
        missing    = "ignore"
      }
      silence-undecided = {
        section    = "silence-undecided"
        says       = "Whether gateways are silent cannot be said, because the stream is not being consumed."
        namespace  = "IoTPipeline/Operations"
        metric     = "SilenceUndecided"
        statistic  = "Maximum"
        periods    = 3
        datapoints = 3
      }
      silence-unwatched = {
        section    = "silence-unwatched"
        says       = "Nobody looks for silent gateways: the scheduled function does not run."
        namespace  = "AWS/Lambda"
        metric     = "Invocations"
        dimensions = { FunctionName = local.functions.silence, Resource = "${local.functions.silence}:${local.alias}" }
        periods    = 3
        datapoints = 3
        comparison = "LessThanThreshold"
        threshold  = 1
        missing    = "breaching"
      }

      # AWS has this metric of the whole account only.
      events-not-put = {
        section   = "events-not-put"
        says      = "An event bus of this account refused events; alarm changes may be among them."
        namespace = "AWS/Events"
        metric    = "PutEventsFailedEntriesCount"
      }
    },

    # Each told to the other topic: its own does not reach them.
    {
      for topic, told in {
        alerts     = { name = aws_sns_topic.alerts.name, to = aws_sns_topic.operations.arn }
        operations = { name = aws_sns_topic.operations.name, to = aws_sns_topic.alerts.arn }
        } : "notifications-failed-${topic}" => {
        section    = "notifications-failed"
        says       = "A delivery of the topic ${told.name} failed; who it was for may not know."
        topic      = told.to
        namespace  = "AWS/SNS"
        metric     = "NumberOfNotificationsFailed"
        dimensions = { TopicName = told.name }
      }
    },
    {
      for function, name in local.functions : "errors-${function}" => {
        section    = "errors"
        says       = "Invocations of ${name} fail."
        namespace  = "AWS/Lambda"
        metric     = "Errors"
        dimensions = { FunctionName = name, Resource = "${name}:${local.alias}" }
        periods    = 3
        datapoints = 2
      }
    },
    {
      for function, name in local.functions : "throttles-${function}" => {
        section    = "throttles"
        says       = "Invocations of ${name} are held back: too many at one time."
        namespace  = "AWS/Lambda"
        metric     = "Throttles"
        dimensions = { FunctionName = name, Resource = "${name}:${local.alias}" }
        periods    = 3
        datapoints = 2
      }
    },
    {
      for queue, letters in local.queues : queue => {
        section    = "dead-letters"
        says       = letters.says
        namespace  = "AWS/SQS"
        metric     = "ApproximateNumberOfMessagesVisible"
        dimensions = { QueueName = letters.name }
        statistic  = "Maximum"
      }
    },
    # A query, since a rule has one metric for each type of its actions, the error action's among them.
    {
      for rule, name in { telemetry = aws_iot_topic_rule.telemetry.name, alarms = aws_iot_topic_rule.alarms.name } : "rule-failures-${rule}" => {
        section                     = "rule-failures"
        says                        = "The IoT rule ${name} could not hand messages over."
        query                       = "SELECT SUM(Failure) FROM SCHEMA(\"AWS/IoT\", ActionType, RuleName) WHERE RuleName = '${name}'"
      }
    },
    {
      for throttles, of in local.table_throttles : "table-throttles-${throttles}" => {
        section    = "table-throttles"
        says       = "DynamoDB holds back ${of.what}."
        namespace  = "AWS/DynamoDB"
        metric     = of.metric
        dimensions = of.dimensions
        periods    = 3
        datapoints = 2
      }
    },
    # A query, since AWS documents the metrics of a rule both with and without its bus as a dimension.
    {
      for alarm, of in local.webhook_failures : alarm => {
        when    = var.webhook != null
        section = "webhook-failures"
        says    = of.says
        query   = "SELECT SUM(${of.metric}) FROM \"AWS/Events\" WHERE RuleName = '${var.name}-webhook'"
      }
    },
    {
      for table, name in local.tables : "table-errors-${table}" => {
        section    = "table-errors"
        says       = "DynamoDB fails on ${name}."
        query      = "SELECT SUM(SystemErrors) FROM SCHEMA(\"AWS/DynamoDB\", Operation, TableName) WHERE TableName = '${name}'"
        periods    = 3
        datapoints = 2
      }
    },
  )

  alarms = {
    for name, definition in { for name, definition in local.alarm_definitions : name => merge(local.alarm_defaults, definition) } :
    name => definition if definition.when
  }
}

resource "aws_cloudwatch_metric_alarm" "alarm" {
  for_each = local.alarms

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.says} What to do: ${var.runbook_url}#${each.value.section}"
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  evaluation_periods  = each.value.periods
  datapoints_to_alarm = each.value.datapoints
  treat_missing_data  = each.value.missing
  alarm_actions       = [each.value.topic]
  ok_actions          = [each.value.topic]

  namespace   = each.value.namespace
  metric_name = each.value.metric
  dimensions  = each.value.dimensions
  statistic   = each.value.query == null ? each.value.statistic : null
  period      = each.value.query == null ? each.value.period : null

  dynamic "metric_query" {
    for_each = each.value.query[*]

    content {
      id          = "query"
      expression  = metric_query.value
      period      = each.value.period
      return_data = true
    }
  }

  lifecycle {
    precondition {
      condition     = each.key != "anomalies-of-the-fleet" || var.anomalies_an_hour != null
      error_message = "anomalies_an_hour is missing: with anomalies_by_device = false it is of the whole fleet, and only you know how many that may be."
    }
  }
}
