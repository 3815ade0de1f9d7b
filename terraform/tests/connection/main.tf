# A connection that is made beside the module, whose ARN is therefore not known when it is planned.
variable "functions_package" {
  type = string
}

resource "aws_cloudwatch_event_connection" "nms" {
  name               = "nms"
  authorization_type = "BASIC"

  auth_parameters {
    basic {
      username = "towersense"
      password = "secret"
    }
  }
}

module "towersense" {
  source = "../.."

  functions_package = var.functions_package
  webhook           = { url = "https://nms.example.com/alarms", connection_arn = aws_cloudwatch_event_connection.nms.arn }
}
