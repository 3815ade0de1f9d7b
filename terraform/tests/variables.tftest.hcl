mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  functions_package = "tests/empty.zip"
}

run "too_little_is_refused" {
  command = plan

  variables {
    name                      = "ab"
    topic_root                = ""
    stream_shards             = 0
    stream_retention_hours    = 23
    readings_table            = "ab"
    state_table               = "ab"
    readings_retention        = "0d"
    consumer                  = { memory_size = 512 }
    alert_handler             = { timeout = 30 }
    silence                   = { memory_size = 128 }
    late_after                = "0s"
    silent_after              = "9m"
    log_retention_days        = 0
    batch_size                = 0
    batching_window_seconds   = -1
    parallelization_factor    = 0
    retry_attempts            = -1
    record_age_seconds        = 59
    quarantine_retention_days = 1
    telemetry_rule            = ""
    alarms_rule               = ""
    thing_group               = ""
    cores                     = [""]
  }

  expect_failures = [
    var.name, var.topic_root, var.stream_shards, var.stream_retention_hours, var.readings_table, var.state_table, var.readings_retention,
    var.consumer, var.alert_handler, var.silence, var.late_after, var.silent_after, var.log_retention_days, var.batch_size,
    var.batching_window_seconds, var.parallelization_factor, var.retry_attempts, var.record_age_seconds, var.quarantine_retention_days,
    var.telemetry_rule, var.alarms_rule, var.thing_group, var.cores,
  ]
}

run "too_much_is_refused" {
  command = plan

  variables {
    name                      = "a-name-of-twenty-five-chars"
    topic_root                = "towers-towers-towers-towers-towers-towers-towers-towers-towers-to"
    stream_shards             = 10001
    stream_retention_hours    = 8761
    consumer                  = { timeout = 901 }
    alert_handler             = { memory_size = 10241 }
    silence                   = { timeout = 901 }
    log_retention_days        = 4000
    batch_size                = 10001
    batching_window_seconds   = 301
    parallelization_factor    = 11
    retry_attempts            = 10001
    record_age_seconds        = 604801
    quarantine_retention_days = 3651
  }

  expect_failures = [
    var.name, var.topic_root, var.stream_shards, var.stream_retention_hours, var.consumer, var.alert_handler, var.silence,
    var.log_retention_days, var.batch_size, var.batching_window_seconds, var.parallelization_factor, var.retry_attempts,
    var.record_age_seconds, var.quarantine_retention_days,
  ]
}

run "what_is_not_of_the_kind_is_refused" {
  command = plan

  variables {
    name                      = "TowerSense"
    topic_root                = "towers/north"
    stream_mode               = "provisioned"
    stream_shards             = 1.5
    stream_retention_hours    = 24.5
    readings_table            = "iot sensor readings"
    state_table               = "iot/state"
    readings_retention        = "a year"
    functions_package         = "no/such/package.zip"
    runtime                   = "java11"
    consumer                  = { reserved_concurrency = -2 }
    alert_handler             = { reserved_concurrency = -2 }
    silence                   = { reserved_concurrency = -2 }
    late_after                = "5"
    silent_after              = "15 m"
    silent_severity           = "MAJOR"
    silence_schedule          = "every minute"
    log_retention_days        = 100
    batch_size                = 1.5
    batching_window_seconds   = 0.5
    parallelization_factor    = 1.5
    retry_attempts            = 0.5
    record_age_seconds        = 60.5
    quarantine_retention_days = 30.5
    telemetry_rule            = "tower-telemetry"
    alarms_rule               = "tower.alarms"
    iot_log_level             = "TRACE"
    thing_group               = "all towers"
    cores                     = ["tower/0042"]
  }

  expect_failures = [
    var.name, var.topic_root, var.stream_mode, var.stream_shards, var.stream_retention_hours, var.readings_table, var.state_table,
    var.readings_retention, var.functions_package, var.runtime, var.consumer, var.alert_handler, var.silence, var.late_after,
    var.silent_after, var.silent_severity, var.silence_schedule, var.log_retention_days, var.batch_size, var.batching_window_seconds,
    var.parallelization_factor, var.retry_attempts, var.record_age_seconds, var.quarantine_retention_days, var.telemetry_rule,
    var.alarms_rule, var.iot_log_level, var.thing_group, var.cores,
  ]
}

run "a_look_for_silence_that_is_rarer_than_its_alarms_periods_is_refused" {
  command = plan

  variables {
    silence_schedule = "rate(6 minutes)"
  }

  expect_failures = [var.silence_schedule]
}

run "a_touch_that_would_make_who_is_heard_look_silent_is_refused" {
  command = plan

  variables {
    touch_every         = "301s"
    gateway_touch_every = "6m"
  }

  expect_failures = [var.touch_every, var.gateway_touch_every]
}

run "a_reservation_of_nothing_would_turn_a_function_off_and_is_refused" {
  command = plan

  variables {
    consumer      = { reserved_concurrency = 0 }
    alert_handler = { reserved_concurrency = 0 }
    silence       = { reserved_concurrency = 0 }
  }

  expect_failures = [var.consumer, var.alert_handler, var.silence]
}

run "fractions_are_refused" {
  command = plan

  variables {
    consumer      = { memory_size = 1769.5 }
    alert_handler = { timeout = 60.5 }
    silence       = { reserved_concurrency = 1.5 }
    webhook       = { url = "https://nms.example.com/alarms", username = "towersense", requests_per_second = 1.5, retry_hours = 1.5 }
  }

  expect_failures = [var.consumer, var.alert_handler, var.silence, var.webhook]
}

run "a_topic_may_not_be_slipped_into_the_rules_sql" {
  command = plan

  variables {
    topic_root = "towers' WHERE '1"
  }

  expect_failures = [var.topic_root]
}

run "iot_logging_may_be_left_to_somebody_else" {
  command = plan

  variables {
    manage_iot_logging = false
  }

  assert {
    condition     = length(aws_iot_logging_options.rules) == 0 && length(aws_cloudwatch_log_group.iot) == 0 && !contains(keys(aws_iam_role.service), "iot_logging")
    error_message = "AWS IoT's log is managed all the same, or a role is made for it that nobody takes."
  }
}
