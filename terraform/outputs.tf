# What gateways need

output "iot_data_endpoint" {
  description = "Host that gateways connect to."
  value       = data.aws_iot_endpoint.data.endpoint_address
}

output "iot_credentials_endpoint" {
  description = "Host at which a Greengrass core exchanges its certificate for a role: the nucleus' iotCredEndpoint."
  value       = data.aws_iot_endpoint.credentials.endpoint_address
}

output "role_alias" {
  description = "Role alias of Greengrass cores: the nucleus' iotRoleAlias."
  value       = aws_iot_role_alias.core.alias
}

output "thing_group" {
  description = "Name and ARN of the thing group that deployments go to."
  value       = { name = aws_iot_thing_group.gateways.name, arn = aws_iot_thing_group.gateways.arn }
}

output "core_policies" {
  description = "By thing name, the policies to attach to its certificate."
  value = {
    for core in var.cores : core => concat(
      [aws_iot_policy.core[core].name, aws_iot_policy.tower[core].name],
      var.shadow_manager ? [aws_iot_policy.shadow_manager[core].name] : [],
    )
  }
}

output "uplink_policy" {
  description = "Policy to attach to the certificate of a gateway that connects by itself, without Greengrass."
  value       = aws_iot_policy.uplink.name
}

output "basic_ingest" {
  description = "The agent's uplink.basic_ingest, for messages that go straight to the rules."
  value       = { telemetry = aws_iot_topic_rule.telemetry.name, alarms = aws_iot_topic_rule.alarms.name }
}

output "artifacts_bucket" {
  description = "Bucket of the component's artifacts: ./tower package --bucket."
  value       = aws_s3_bucket.artifacts.bucket
}

output "next_commands" {
  description = "What brings the component to the gateways, with this account's values."
  value       = local.next_commands
}

# What operators and analysts need

output "quarantine_bucket" {
  description = "Bucket of what could not be stored: tower quarantine."
  value       = aws_s3_bucket.quarantine.bucket
}

output "stream_name" {
  description = "The stream of readings: tower quarantine resubmit --stream."
  value       = aws_kinesis_stream.readings.name
}

output "alert_handler_alias_arn" {
  description = "What takes alarms: tower quarantine resubmit --alert-function."
  value       = aws_lambda_alias.alert_handler.arn
}

output "quarantine_operator_policy_arn" {
  description = "IAM policy for whoever works with tower quarantine."
  value       = aws_iam_policy.quarantine_operator.arn
}

output "readings_table" {
  description = "Name and ARN of the table of readings."
  value       = { name = aws_dynamodb_table.readings.name, arn = aws_dynamodb_table.readings.arn }
}

output "state_table" {
  description = "Name and ARN of the table of devices and their alarms."
  value       = { name = aws_dynamodb_table.state.name, arn = aws_dynamodb_table.state.arn }
}

output "dead_letters" {
  description = "URL of the queue of invocations that Lambda gave up."
  value       = aws_sqs_queue.dead_letters.url
}

output "functions" {
  description = "By function, the ARN of its alias live: what to invoke."
  value = {
    consumer      = aws_lambda_alias.consumer.arn
    alert_handler = aws_lambda_alias.alert_handler.arn
    silence       = aws_lambda_alias.silence.arn
  }
}

output "log_groups" {
  description = "By function, its log group; iot is AWS IoT's, where failing SQL is told."
  value = merge(
    { for function, group in aws_cloudwatch_log_group.function : function => group.name },
    { iot = "AWSIotLogsV2" },
  )
}

output "keys" {
  description = "ARNs of the keys: of data at rest, and of what goes to people."
  value       = { data = aws_kms_key.data.arn, alerts = aws_kms_key.alerts.arn }
}
