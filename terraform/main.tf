data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

data "aws_iot_endpoint" "data" {
  endpoint_type = "iot:Data-ATS"
}

data "aws_iot_endpoint" "credentials" {
  endpoint_type = "iot:CredentialProvider"
}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  dns_suffix = data.aws_partition.current.dns_suffix
  region     = data.aws_region.current.id

  iot_arn = "arn:${local.partition}:iot:${local.region}:${local.account_id}"

  # Of what is the account's and not the region's: roles, IAM policies, the budget.
  account_wide_name = "${var.name}-${local.region}"

  alias = "live"

  function_names = {
    consumer      = "${var.name}-consumer"
    alert_handler = "${var.name}-alert-handler"
    silence       = "${var.name}-silence"
  }

  # Of every resource's policy, with its own actions and ARN.
  tls_only = {
    Sid       = "TlsOnly"
    Effect    = "Deny"
    Principal = "*" # denied to everybody
    Condition = { Bool = { "aws:SecureTransport" = "false" } }
  }
}
