locals {
  operations_metrics = "IoTPipeline/Operations"

  # Each row: its widgets from left to right, each with its share of the 24 columns.
  dashboard_rows = [
    [
      {
        title   = "Readings stored a minute"
        width   = 8
        stat    = "Sum"
        metrics = [[local.operations_metrics, "ReadingsStored"]]
      },
      {
        title = "Age of readings when they are stored, ms: half are younger than p50, all but one in a hundred than p99"
        width = 8
        metrics = [
          [local.operations_metrics, "ReadingAge", { stat = "p50", label = "p50" }],
          [local.operations_metrics, "ReadingAge", { stat = "p99", label = "p99" }],
        ]
      },
      {
        title = "Silent at the moment"
        width = 8
        stat  = "Maximum"
        metrics = [
          [local.operations_metrics, "SilentGateways"],
          [local.operations_metrics, "SilentDevices"],
          [local.operations_metrics, "SilenceUndecided"],
        ]
      },
    ],
    [
      {
        title = "Alarms: changes that people were told of, and readings' metrics that break a rule"
        width = 8
        stat  = "Sum"
        metrics = [
          [local.operations_metrics, "AlarmChanges"],
          ["IoTPipeline/Alerts", "AnomalyCount"],
        ]
      },
      {
        title = "Quarantine: records that functions set aside, that the mapping gave up, and that are lost"
        width = 8
        stat  = "Sum"
        metrics = concat(
          [[local.operations_metrics, "RecordsQuarantined"]],
          [for metric in ["OnFailureDestinationDeliveredEventCount", "DroppedEventCount"] : ["AWS/Lambda", metric, "EventSourceMappingUUID", aws_lambda_event_source_mapping.consumer.uuid]],
        )
      },
      {
        title   = "Dead letters"
        width   = 8
        stat    = "Maximum"
        metrics = [for queue in local.queues : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", queue.name]]
      },
    ],
    [
      {
        title = "How far behind the consumer is, ms"
        width = 8
        stat  = "Maximum"
        metrics = [
          ["AWS/Lambda", "IteratorAge", "FunctionName", local.functions.consumer],
          ["AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "StreamName", aws_kinesis_stream.readings.name],
        ]
      },
      {
        title = "Errors and throttles of the functions"
        width = 8
        stat  = "Sum"
        metrics = [
          for pair in setproduct(["Errors", "Throttles"], values(local.functions)) :
          ["AWS/Lambda", pair[0], "FunctionName", pair[1], "Resource", "${pair[1]}:live"]
        ]
      },
      {
        title = "Throttles of stream and tables"
        width = 8
        stat  = "Sum"
        metrics = concat(
          [["AWS/Kinesis", "WriteProvisionedThroughputExceeded", "StreamName", aws_kinesis_stream.readings.name]],
          [for name in values(local.tables) : ["AWS/DynamoDB", "WriteThrottleEvents", "TableName", name]],
        )
      },
    ],
    [
      {
        title   = "Cost: write units of the tables"
        width   = 6
        stat    = "Sum"
        metrics = [for name in values(local.tables) : ["AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", name]]
      },
      {
        title = "Cost: records and bytes into the stream"
        width = 6
        stat  = "Sum"
        metrics = [
          ["AWS/Kinesis", "IncomingRecords", "StreamName", aws_kinesis_stream.readings.name],
          ["AWS/Kinesis", "IncomingBytes", "StreamName", aws_kinesis_stream.readings.name, { yAxis = "right" }],
        ]
      },
      {
        title = "Cost: messages of AWS IoT"
        width = 6
        stat  = "Sum"
        metrics = concat(
          [for rule in [aws_iot_topic_rule.telemetry.name, aws_iot_topic_rule.alarms.name] : ["AWS/IoT", "TopicMatch", "RuleName", rule]],
          [["AWS/IoT", "PublishIn.Success", "Protocol", "MQTT"], ["AWS/IoT", "PublishOut.Success", "Protocol", "MQTT"]],
        )
      },
      {
        title   = "Cost: running time of the functions, ms"
        width   = 6
        stat    = "Sum"
        metrics = [for name in values(local.functions) : ["AWS/Lambda", "Duration", "FunctionName", name]]
      },
    ],
  ]

  dashboard_row_height = 6
}

resource "aws_cloudwatch_dashboard" "towersense" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = flatten([
      for row, widgets in local.dashboard_rows : [
        for column, widget in widgets : {
          type   = "metric"
          x      = sum(concat([0], [for left in slice(widgets, 0, column) : left.width]))
          y      = row * local.dashboard_row_height
          width  = widget.width
          height = local.dashboard_row_height
          properties = {
            title   = widget.title
            region  = local.region
            view    = "timeSeries"
            period  = 60
            stat    = try(widget.stat, "Average")
            metrics = widget.metrics
          }
        }
      ]
    ])
  })
}
