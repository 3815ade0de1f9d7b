# Every alarm: what it watches, when it is one, whom it tells, where its runbook is.
mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  functions_package = "tests/empty.zip"
}

override_resource {
  target = aws_sns_topic.alerts
  values = { arn = "arn:aws:sns:eu-central-1:123456789012:towersense-alerts" }
}

override_resource {
  target = aws_sns_topic.operations
  values = { arn = "arn:aws:sns:eu-central-1:123456789012:towersense-operations" }
}

run "without_a_webhook" {
  assert {
    condition = length(aws_cloudwatch_metric_alarm.alarm) > 20
    error_message = "too few alarms"
  }
}
