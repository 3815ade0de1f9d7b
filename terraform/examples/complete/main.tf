terraform {
  required_version = ">= 1.7"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.80"
    }
  }

  # State of your own, encrypted and locked:
  # backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      application = "towersense"
      environment = "production"
    }
  }
}

module "towersense" {
  source = "../.."

  name                = "towersense"
  topic_root          = "towers"
  deletion_protection = true

  # A fleet that grows by itself, and a week to mend a broken consumer.
  stream_mode            = "ON_DEMAND"
  stream_shards          = 1 # without meaning on demand
  stream_retention_hours = 168
  record_age_seconds     = 600000
  readings_table         = "iot-sensor-readings"
  state_table            = "iot-device-state"
  readings_retention     = "730d"

  functions_package = var.functions_package
  runtime           = "java21"
  consumer          = { memory_size = 3538, timeout = 60, reserved_concurrency = 100 }
  alert_handler     = { memory_size = 1769, timeout = 60, reserved_concurrency = 50 }
  silence           = { memory_size = 1024, timeout = 50, reserved_concurrency = 1 }

  batch_size              = 500
  batching_window_seconds = 5
  parallelization_factor  = 2
  retry_attempts          = 20

  accept_bare      = false
  late_after       = "5m"
  silent_after     = "15m"
  silent_severity  = "major"
  silence_schedule = "rate(1 minute)"

  log_retention_days = 365
  manage_iot_logging = true
  iot_log_level      = "ERROR"

  quarantine_retention_days = 365

  # The operations centre hears of towers, by phone only what is critical; the platform's people of the pipeline.
  alert_subscriptions = [
    { protocol = "email", endpoint = var.operations_centre },
    { protocol = "sms", endpoint = "+12025550123", severities = ["critical", "major"] },
  ]
  operations_subscriptions = [{ protocol = "email", endpoint = var.platform_team }]
  event_rules_publish      = false # no rule of our own publishes

  webhook               = { url = "https://nms.example.com/towersense", header = "X-Api-Key", requests_per_second = 10, retry_hours = 24 }
  webhook_secret        = var.webhook_secret
  events_retention_days = 90

  runbook_url               = "https://wiki.example.com/towersense/operations.md"
  anomalies_by_device       = true
  anomalies_an_hour         = 5
  touch_every               = "1m"
  gateway_touch_every       = "1m"
  reading_age_limit_minutes = 5
  quarantine_an_hour        = 0
  silent_gateways_tolerated = 0
  concurrency_quota         = 1000
  monthly_budget            = var.monthly_budget

  telemetry_rule = "tower_telemetry"
  alarms_rule    = "tower_alarms"
  thing_group    = "towers"
  cores          = var.cores
  shadow_manager = true
}
