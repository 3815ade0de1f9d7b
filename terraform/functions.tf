locals {
  environment = {
    JAVA_TOOL_OPTIONS = "-Dlogback.configurationFile=logback-lambda.xml"
    STATE_TABLE       = aws_dynamodb_table.state.name
  }

  receipts_environment = {
    IOT_DATA_ENDPOINT = data.aws_iot_endpoint.data.endpoint_address
    TOPIC_ROOT        = var.topic_root
  }
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.function_names

  name              = "/aws/lambda/${each.value}"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.data.arn
}

# Stores readings, sets aside what can never be stored, judges what no gateway judged.
resource "aws_lambda_function" "consumer" {
  function_name                  = local.function_names.consumer
  description                    = "Readings from the stream into the table"
  role                           = aws_iam_role.service["consumer"].arn
  filename                       = var.functions_package
  source_code_hash               = filebase64sha256(var.functions_package)
  handler                        = "io.towersense.cloud.consumer.ConsumerFunction"
  runtime                        = var.runtime
  architectures                  = ["arm64"]
  memory_size                    = var.consumer.memory_size
  timeout                        = var.consumer.timeout
  reserved_concurrent_executions = var.consumer.reserved_concurrency
  publish                        = true

  environment {
    variables = merge(local.environment, local.receipts_environment, {
      ACCEPT_BARE         = tostring(var.accept_bare)
      ALERT_FUNCTION      = aws_lambda_alias.alert_handler.arn
      ANOMALIES_BY_DEVICE = tostring(var.anomalies_by_device)
      GATEWAY_TOUCH_EVERY = var.gateway_touch_every
      LATE_AFTER          = var.late_after
      QUARANTINE_BUCKET   = aws_s3_bucket.quarantine.bucket
      READINGS_TABLE      = aws_dynamodb_table.readings.name
      RETENTION           = var.readings_retention
      TOUCH_EVERY         = var.touch_every
    })
  }

  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.function["consumer"].name
    application_log_level = "INFO" # above it Lambda drops the metrics in the log
    system_log_level      = "INFO"
  }

  snap_start {
    apply_on = "PublishedVersions"
  }
}

resource "aws_lambda_alias" "consumer" {
  name             = local.alias
  function_name    = aws_lambda_function.consumer.function_name
  function_version = aws_lambda_function.consumer.version
}

# Merges alarm changes, tells people once a change.
resource "aws_lambda_function" "alert_handler" {
  function_name                  = local.function_names.alert_handler
  description                    = "Alarm changes into the table, to people and onto the event bus"
  role                           = aws_iam_role.service["alert_handler"].arn
  filename                       = var.functions_package
  source_code_hash               = filebase64sha256(var.functions_package)
  handler                        = "io.towersense.cloud.alert.AlertFunction"
  runtime                        = var.runtime
  architectures                  = ["arm64"]
  memory_size                    = var.alert_handler.memory_size
  timeout                        = var.alert_handler.timeout
  reserved_concurrent_executions = var.alert_handler.reserved_concurrency
  publish                        = true

  environment {
    variables = merge(local.environment, local.receipts_environment, {
      ALERT_TOPIC_ARN   = aws_sns_topic.alerts.arn
      EVENT_BUS         = aws_cloudwatch_event_bus.towersense.name
      LATE_AFTER        = var.late_after
      QUARANTINE_BUCKET = aws_s3_bucket.quarantine.bucket
    })
  }

  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.function["alert_handler"].name
    application_log_level = "INFO" # above it Lambda drops the metrics in the log
    system_log_level      = "INFO"
  }

  snap_start {
    apply_on = "PublishedVersions"
  }
}

resource "aws_lambda_alias" "alert_handler" {
  name             = local.alias
  function_name    = aws_lambda_function.alert_handler.function_name
  function_version = aws_lambda_function.alert_handler.version
}

# Raises "silent" for gateways and bare devices that went quiet, and clears it.
resource "aws_lambda_function" "silence" {
  function_name                  = local.function_names.silence
  description                    = "Finds who went quiet and who came back"
  role                           = aws_iam_role.service["silence"].arn
  filename                       = var.functions_package
  source_code_hash               = filebase64sha256(var.functions_package)
  handler                        = "io.towersense.cloud.silence.SilenceFunction"
  runtime                        = var.runtime
  architectures                  = ["arm64"]
  memory_size                    = var.silence.memory_size
  timeout                        = var.silence.timeout
  reserved_concurrent_executions = var.silence.reserved_concurrency
  publish                        = true

  environment {
    variables = merge(local.environment, {
      ALERT_FUNCTION    = aws_lambda_alias.alert_handler.arn
      CONSUMER_FUNCTION = local.function_names.consumer
      SILENT_AFTER      = var.silent_after
      SILENT_SEVERITY   = var.silent_severity
      STREAM            = aws_kinesis_stream.readings.name
    })
  }

  logging_config {
    log_format            = "JSON"
    log_group             = aws_cloudwatch_log_group.function["silence"].name
    application_log_level = "INFO" # above it Lambda drops the metrics in the log
    system_log_level      = "INFO"
  }

  snap_start {
    apply_on = "PublishedVersions"
  }
}

resource "aws_lambda_alias" "silence" {
  name             = local.alias
  function_name    = aws_lambda_function.silence.function_name
  function_version = aws_lambda_function.silence.version
}

# The local cloud reads this block, so that the demo runs with what is deployed: literals, or variables with defaults.
resource "aws_lambda_event_source_mapping" "consumer" {
  event_source_arn                   = aws_kinesis_stream.readings.arn
  function_name                      = aws_lambda_alias.consumer.arn
  starting_position                  = "TRIM_HORIZON"
  batch_size                         = var.batch_size
  maximum_batching_window_in_seconds = var.batching_window_seconds
  parallelization_factor             = var.parallelization_factor
  bisect_batch_on_function_error     = true
  maximum_retry_attempts             = var.retry_attempts
  maximum_record_age_in_seconds      = var.record_age_seconds
  function_response_types            = ["ReportBatchItemFailures"]

  # Without it CloudWatch does not hear of records that were given up: alarms.tf.
  metrics_config {
    metrics = ["EventCount"]
  }

  # A bucket is given the records themselves; a queue would get their sequence numbers only.
  destination_config {
    on_failure {
      destination_arn = aws_s3_bucket.quarantine.arn
    }
  }

  lifecycle {
    precondition {
      condition     = var.record_age_seconds < var.stream_retention_hours * 3600
      error_message = "record_age_seconds has to be less than stream_retention_hours, or records leave the stream before they can be set aside."
    }
  }

  depends_on = [aws_iam_role_policy.service]
}

resource "aws_sqs_queue" "dead_letters" {
  name                       = "${var.name}-dead-letters"
  message_retention_seconds  = 1209600
  visibility_timeout_seconds = 60
  kms_master_key_id          = aws_kms_key.alerts.arn
}

resource "aws_sqs_queue_policy" "dead_letters" {
  queue_url = aws_sqs_queue.dead_letters.url

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.tls_only, {
        Action   = "sqs:*" # every call
        Resource = aws_sqs_queue.dead_letters.arn
      }),
    ]
  })
}

resource "aws_lambda_function_event_invoke_config" "alert_handler" {
  function_name                = aws_lambda_function.alert_handler.function_name
  qualifier                    = aws_lambda_alias.alert_handler.name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = 21600

  destination_config {
    on_failure {
      destination = aws_sqs_queue.dead_letters.arn
    }
  }

  depends_on = [aws_iam_role_policy.service]
}

# The next look is a minute away and sees all that this one would have: a letter would tell nobody anything.
resource "aws_lambda_function_event_invoke_config" "silence" {
  function_name                = aws_lambda_function.silence.function_name
  qualifier                    = aws_lambda_alias.silence.name
  maximum_retry_attempts       = 0
  maximum_event_age_in_seconds = 60
}

resource "aws_scheduler_schedule" "silence" {
  name                = local.function_names.silence
  description         = "Looks for gateways and bare devices that went quiet"
  schedule_expression = var.silence_schedule

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_alias.silence.arn
    role_arn = aws_iam_role.service["schedule"].arn

    retry_policy {
      maximum_retry_attempts       = 0
      maximum_event_age_in_seconds = 60
    }
  }

  depends_on = [aws_iam_role_policy.service]
}

# Lambda lets go of a snapshot that nobody asked for in 14 days, and refuses the first invocation then: of a quiet fleet
# that would be the first alarm. No alarms are nothing to do.
resource "aws_scheduler_schedule" "awake" {
  name                = "${local.function_names.alert_handler}-awake"
  description         = "Keeps the alert handler's snapshot"
  schedule_expression = "rate(1 day)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_alias.alert_handler.arn
    role_arn = aws_iam_role.service["schedule"].arn
    input    = jsonencode({ alarms = [] })
  }

  depends_on = [aws_iam_role_policy.service]
}
