# What AWS would answer, for tests that reach no account. Resources of which a test has to tell two apart have ARNs of
# their own, as AWS would make them.

mock_data "aws_caller_identity" {
  defaults = { account_id = "123456789012" }
}

mock_data "aws_partition" {
  defaults = { partition = "aws", dns_suffix = "amazonaws.com" }
}

mock_data "aws_region" {
  defaults = { id = "eu-central-1", name = "eu-central-1" }
}

mock_data "aws_iot_endpoint" {
  defaults = { endpoint_address = "abc-ats.iot.eu-central-1.amazonaws.com" }
}

mock_resource "aws_dynamodb_table" {
  defaults = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/table" }
}

mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::123456789012:role/role" }
}

mock_resource "aws_iot_role_alias" {
  defaults = { arn = "arn:aws:iot:eu-central-1:123456789012:rolealias/towersense-core" }
}

mock_resource "aws_iot_thing_group" {
  defaults = { arn = "arn:aws:iot:eu-central-1:123456789012:thinggroup/towers" }
}

mock_resource "aws_iot_topic_rule" {
  defaults = { arn = "arn:aws:iot:eu-central-1:123456789012:rule/rule" }
}

mock_resource "aws_kinesis_stream" {
  defaults = { arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/towersense-telemetry" }
}

mock_resource "aws_kms_key" {
  defaults = { arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000" }
}

mock_resource "aws_lambda_alias" {
  defaults = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:function:live" }
}

mock_resource "aws_lambda_function" {
  defaults = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:function", version = "7" }
}

mock_resource "aws_s3_bucket" {
  defaults = { arn = "arn:aws:s3:::bucket" }
}

mock_resource "aws_sns_topic" {
  defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:towersense-alerts" }
}

mock_resource "aws_sqs_queue" {
  defaults = { arn = "arn:aws:sqs:eu-central-1:123456789012:towersense-dead-letters" }
}

mock_resource "aws_cloudwatch_event_bus" {
  defaults = { arn = "arn:aws:events:eu-central-1:123456789012:event-bus/towersense" }
}

mock_resource "aws_cloudwatch_event_connection" {
  defaults = { arn = "arn:aws:events:eu-central-1:123456789012:connection/towersense-webhook/00000000-0000-0000-0000-000000000000" }
}

mock_resource "aws_cloudwatch_event_api_destination" {
  defaults = { arn = "arn:aws:events:eu-central-1:123456789012:api-destination/towersense-webhook/00000000-0000-0000-0000-000000000000" }
}

override_resource {
  target = aws_dynamodb_table.readings
  values = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/iot-sensor-readings" }
}

override_resource {
  target = aws_dynamodb_table.state
  values = { arn = "arn:aws:dynamodb:eu-central-1:123456789012:table/iot-device-state" }
}

override_resource {
  target = aws_iam_role.service["consumer"]
  values = { arn = "arn:aws:iam::123456789012:role/towersense-eu-central-1-consumer" }
}

override_resource {
  target = aws_iam_role.service["alert_handler"]
  values = { arn = "arn:aws:iam::123456789012:role/towersense-eu-central-1-alert-handler" }
}

override_resource {
  target = aws_iam_role.service["silence"]
  values = { arn = "arn:aws:iam::123456789012:role/towersense-eu-central-1-silence" }
}

override_resource {
  target = aws_iam_role.service["schedule"]
  values = { arn = "arn:aws:iam::123456789012:role/towersense-eu-central-1-schedule" }
}

override_resource {
  target = aws_iam_role.service["rules"]
  values = { arn = "arn:aws:iam::123456789012:role/towersense-eu-central-1-rules" }
}

override_resource {
  target = aws_iam_role.service["iot_logging"]
  values = { arn = "arn:aws:iam::123456789012:role/towersense-eu-central-1-iot-logging" }
}

override_resource {
  target = aws_iam_role.service["core"]
  values = { arn = "arn:aws:iam::123456789012:role/towersense-eu-central-1-core" }
}

override_resource {
  target = aws_iot_topic_rule.telemetry
  values = { arn = "arn:aws:iot:eu-central-1:123456789012:rule/tower_telemetry" }
}

override_resource {
  target = aws_iot_topic_rule.alarms
  values = { arn = "arn:aws:iot:eu-central-1:123456789012:rule/tower_alarms" }
}

override_resource {
  target = aws_kms_key.data
  values = { arn = "arn:aws:kms:eu-central-1:123456789012:key/da7a0000-0000-0000-0000-000000000000" }
}

override_resource {
  target = aws_kms_key.alerts
  values = { arn = "arn:aws:kms:eu-central-1:123456789012:key/a1e70000-0000-0000-0000-000000000000" }
}

override_resource {
  target = aws_lambda_alias.consumer
  values = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:towersense-consumer:live" }
}

override_resource {
  target = aws_lambda_alias.alert_handler
  values = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:towersense-alert-handler:live" }
}

override_resource {
  target = aws_lambda_alias.silence
  values = { arn = "arn:aws:lambda:eu-central-1:123456789012:function:towersense-silence:live" }
}

override_resource {
  target = aws_s3_bucket.quarantine
  values = { arn = "arn:aws:s3:::towersense-quarantine-123456789012-eu-central-1", id = "towersense-quarantine-123456789012-eu-central-1" }
}

override_resource {
  target = aws_s3_bucket.artifacts
  values = { arn = "arn:aws:s3:::towersense-artifacts-123456789012-eu-central-1", id = "towersense-artifacts-123456789012-eu-central-1" }
}

override_resource {
  target = aws_sns_topic.operations
  values = { arn = "arn:aws:sns:eu-central-1:123456789012:towersense-operations" }
}

override_resource {
  target = aws_sqs_queue.webhook_dead_letters
  values = { arn = "arn:aws:sqs:eu-central-1:123456789012:towersense-webhook-dead-letters" }
}

override_resource {
  target = aws_iam_role.webhook
  values = { arn = "arn:aws:iam::123456789012:role/towersense-eu-central-1-webhook" }
}

override_resource {
  target = aws_iam_policy.quarantine_operator
  values = { arn = "arn:aws:iam::123456789012:policy/towersense-eu-central-1-quarantine-operator" }
}
