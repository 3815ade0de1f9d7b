terraform {
  required_version = ">= 1.7"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.80"
    }
  }
}

provider "aws" {
  region = var.region
}

module "towersense" {
  source = "../.."

  functions_package        = var.functions_package
  cores                    = var.cores
  alert_subscriptions      = [for address in var.mail : { protocol = "email", endpoint = address }]
  operations_subscriptions = [for address in var.mail : { protocol = "email", endpoint = address }]
}
