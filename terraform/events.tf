resource "aws_cloudwatch_event_bus" "towersense" {
  name = "towersense"
}
