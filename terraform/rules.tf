resource "aws_iot_topic_rule" "telemetry" {
  name        = var.telemetry_rule
  description = "Readings of the gateways, byte for byte, into the stream; who sent them comes from the topic"
  enabled     = true
  sql         = "SELECT encode(*, 'base64') AS payload, topic(2) AS thing, timestamp() AS received_at FROM '${var.topic_root}/+/telemetry'"
  sql_version = "2016-03-23"

  kinesis {
    stream_name   = aws_kinesis_stream.readings.name
    partition_key = "$${topic(2)}"
    role_arn      = aws_iam_role.service["rules"].arn
  }

  error_action {
    s3 {
      bucket_name = aws_s3_bucket.quarantine.bucket
      key         = "rule-errors/${var.telemetry_rule}/$${parse_time(\"yyyy/MM/dd\", timestamp())}/$${timestamp()}-$${newuuid()}.json"
      role_arn    = aws_iam_role.service["rules"].arn
    }
  }
}

resource "aws_iot_topic_rule" "alarms" {
  name        = var.alarms_rule
  description = "Alarms of the gateways, byte for byte, to the alert handler; who sent them comes from the topic"
  enabled     = true
  sql         = "SELECT encode(*, 'base64') AS payload, topic(2) AS thing, timestamp() AS received_at FROM '${var.topic_root}/+/alarms'"
  sql_version = "2016-03-23"

  lambda {
    function_arn = aws_lambda_alias.alert_handler.arn
  }

  error_action {
    s3 {
      bucket_name = aws_s3_bucket.quarantine.bucket
      key         = "rule-errors/${var.alarms_rule}/$${parse_time(\"yyyy/MM/dd\", timestamp())}/$${timestamp()}-$${newuuid()}.json"
      role_arn    = aws_iam_role.service["rules"].arn
    }
  }
}

resource "aws_lambda_permission" "alarms_rule" {
  statement_id   = "alarms-rule"
  action         = "lambda:InvokeFunction"
  function_name  = aws_lambda_function.alert_handler.function_name
  qualifier      = aws_lambda_alias.alert_handler.name
  principal      = "iot.amazonaws.com"
  source_account = local.account_id
  source_arn     = aws_iot_topic_rule.alarms.arn
}

# A rule whose SQL fails has no error action: only this log tells. It is one per account and region, and AWS IoT has no way
# to take the setting back: after a destroy it still names the role that is gone.
resource "aws_iot_logging_options" "rules" {
  count = var.manage_iot_logging ? 1 : 0

  default_log_level = var.iot_log_level
  role_arn          = aws_iam_role.service["iot_logging"].arn

  depends_on = [aws_iam_role_policy.service, aws_cloudwatch_log_group.iot]
}

resource "aws_cloudwatch_log_group" "iot" {
  count = var.manage_iot_logging ? 1 : 0

  name              = "AWSIotLogsV2"
  retention_in_days = var.log_retention_days
  kms_key_id        = aws_kms_key.data.arn
}
