terraform {
  required_version = ">= 1.7"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Those that are left out lose track of published versions with snapshots.
      version = ">= 5.80, != 6.0.0, != 6.2.0, != 6.3.0"
    }
  }
}
