output "alerts_topic_arn" {
  description = "The topic of what happens at towers; messages carry severity, metric, change, device_id and notification_id to filter by."
  value       = aws_sns_topic.alerts.arn
}

output "operations_topic_arn" {
  description = "The topic of what happens to the pipeline: CloudWatch's alarms, and the budget."
  value       = aws_sns_topic.operations.arn
}

output "event_bus_name" {
  description = "The event bus of alarm changes, for rules of your own."
  value       = aws_cloudwatch_event_bus.towersense.name
}

output "alarm_names" {
  description = "The CloudWatch alarms."
  value       = sort([for alarm in aws_cloudwatch_metric_alarm.alarm : alarm.alarm_name])
}

output "dashboard_name" {
  description = "The CloudWatch dashboard."
  value       = aws_cloudwatch_dashboard.towersense.dashboard_name
}
