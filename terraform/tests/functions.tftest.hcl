mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  functions_package = "tests/empty.zip"
}

run "every_function_is_published_with_a_snapshot_behind_its_alias" {
  assert {
    condition = alltrue([
      for function in [aws_lambda_function.consumer, aws_lambda_function.alert_handler, aws_lambda_function.silence] :
      function.publish && one(function.snap_start).apply_on == "PublishedVersions" &&
      function.architectures == tolist(["arm64"]) && function.runtime == "java21"
    ])
    error_message = "A function is not published with SnapStart, on arm64, with the Java that was asked for."
  }

  assert {
    condition = alltrue([
      for alias in [aws_lambda_alias.consumer, aws_lambda_alias.alert_handler, aws_lambda_alias.silence] :
      alias.name == "live" && alias.function_version == "7"
    ])
    error_message = "An alias is not called live, or is not of the published version."
  }

  assert {
    condition = { for name, function in {
      consumer = aws_lambda_function.consumer, alert_handler = aws_lambda_function.alert_handler, silence = aws_lambda_function.silence
      } : name => function.handler } == {
      consumer      = "io.towersense.cloud.consumer.ConsumerFunction"
      alert_handler = "io.towersense.cloud.alert.AlertFunction"
      silence       = "io.towersense.cloud.silence.SilenceFunction"
    }
    error_message = "A handler is another class than cloud-functions has."
  }
}

run "whoever_invokes_a_function_invokes_its_alias" {
  assert {
    condition     = aws_lambda_event_source_mapping.consumer.function_name == aws_lambda_alias.consumer.arn
    error_message = "The event source mapping invokes ${aws_lambda_event_source_mapping.consumer.function_name}."
  }

  assert {
    condition     = one(aws_iot_topic_rule.alarms.lambda).function_arn == aws_lambda_alias.alert_handler.arn
    error_message = "The alarms rule invokes ${one(aws_iot_topic_rule.alarms.lambda).function_arn}."
  }

  assert {
    condition     = one(aws_scheduler_schedule.silence.target).arn == aws_lambda_alias.silence.arn
    error_message = "The schedule invokes ${one(aws_scheduler_schedule.silence.target).arn}."
  }

  assert {
    condition = alltrue([
      for function in [aws_lambda_function.consumer, aws_lambda_function.silence] :
      one(function.environment).variables.ALERT_FUNCTION == aws_lambda_alias.alert_handler.arn
    ])
    error_message = "A function hands alarms to something other than the alert handler's alias."
  }

  assert {
    condition = alltrue([
      for configuration in [aws_lambda_function_event_invoke_config.alert_handler, aws_lambda_function_event_invoke_config.silence, aws_lambda_permission.alarms_rule] :
      configuration.qualifier == "live"
    ])
    error_message = "What is configured for asynchronous invocations, or permitted to the rule, is not on the alias."
  }

  assert {
    condition = length([
      for file in fileset(path.module, "*.tf") : file
      if can(regex("\\$LATEST|aws_lambda_function\\.\\w+\\.(arn|invoke_arn|qualified_arn|qualified_invoke_arn)\\b", file("${path.module}/${file}")))
    ]) == 0
    error_message = "A file names a function's own ARN or $LATEST where it has to be an alias."
  }
}

run "the_alert_handlers_snapshot_is_kept_while_no_alarm_comes" {
  assert {
    condition = (
      one(aws_scheduler_schedule.awake.target).arn == aws_lambda_alias.alert_handler.arn && aws_scheduler_schedule.awake.schedule_expression == "rate(1 day)" &&
      jsondecode(one(aws_scheduler_schedule.awake.target).input) == { alarms = [] }
    )
    error_message = "Nobody invokes the alert handler of a quiet fleet, or with something to do."
  }
}

run "the_mapping_gives_up_a_record_with_all_that_it_holds_and_never_the_stream" {
  assert {
    condition = (
      aws_lambda_event_source_mapping.consumer.event_source_arn == aws_kinesis_stream.readings.arn &&
      aws_lambda_event_source_mapping.consumer.starting_position == "TRIM_HORIZON" &&
      aws_lambda_event_source_mapping.consumer.batch_size == 500 &&
      aws_lambda_event_source_mapping.consumer.maximum_batching_window_in_seconds == 1 &&
      aws_lambda_event_source_mapping.consumer.parallelization_factor == 1 &&
      aws_lambda_event_source_mapping.consumer.bisect_batch_on_function_error &&
      aws_lambda_event_source_mapping.consumer.maximum_retry_attempts == 20 &&
      aws_lambda_event_source_mapping.consumer.maximum_record_age_in_seconds == 82800
    )
    error_message = "The event source mapping has other settings."
  }

  assert {
    condition     = aws_lambda_event_source_mapping.consumer.function_response_types == toset(["ReportBatchItemFailures"])
    error_message = "The consumer's answer is not asked for."
  }

  assert {
    condition     = one(one(aws_lambda_event_source_mapping.consumer.destination_config).on_failure).destination_arn == aws_s3_bucket.quarantine.arn
    error_message = "What the consumer never took does not go to the quarantine bucket."
  }
}

run "a_mapping_that_would_outlast_the_stream_is_refused" {
  command = plan

  variables {
    record_age_seconds = 86400
  }

  expect_failures = [aws_lambda_event_source_mapping.consumer]
}

run "alarms_that_the_alert_handler_gives_up_reach_the_queue_and_looks_for_silence_do_not" {
  assert {
    condition     = one(one(aws_lambda_function_event_invoke_config.alert_handler.destination_config).on_failure).destination == aws_sqs_queue.dead_letters.arn
    error_message = "An alarm that the alert handler gave up is not kept."
  }

  assert {
    condition = (
      length(aws_lambda_function_event_invoke_config.silence.destination_config) == 0 &&
      length(one(aws_scheduler_schedule.silence.target).dead_letter_config) == 0
    )
    error_message = "A look for silence leaves a letter, which the next look has made good and nobody takes out."
  }

  assert {
    condition     = aws_sqs_queue.dead_letters.message_retention_seconds == 14 * 24 * 3600 && aws_sqs_queue.dead_letters.kms_master_key_id == aws_kms_key.alerts.arn
    error_message = "The queue keeps dead letters for less than SQS can, or without our key."
  }

  assert {
    condition     = aws_lambda_function.alert_handler.timeout >= 60
    error_message = "The alert handler needs a minute."
  }
}

run "functions_are_told_what_their_readme_asks_for" {
  assert {
    condition = tomap({
      ACCEPT_BARE         = "false"
      ALERT_FUNCTION      = "arn:aws:lambda:eu-central-1:123456789012:function:towersense-alert-handler:live"
      IOT_DATA_ENDPOINT   = "abc-ats.iot.eu-central-1.amazonaws.com"
      JAVA_TOOL_OPTIONS   = "-Dlogback.configurationFile=logback-lambda.xml"
      ANOMALIES_BY_DEVICE = "true"
      GATEWAY_TOUCH_EVERY = "1m"
      TOUCH_EVERY         = "10s"
      LATE_AFTER          = "5m"
      QUARANTINE_BUCKET   = "towersense-quarantine-123456789012-eu-central-1"
      READINGS_TABLE      = "iot-sensor-readings"
      RETENTION           = "365d"
      STATE_TABLE         = "iot-device-state"
      TOPIC_ROOT          = "towers"
    }) == one(aws_lambda_function.consumer.environment).variables
    error_message = "The consumer's environment is another."
  }

  assert {
    condition = tomap({
      ALERT_TOPIC_ARN   = "arn:aws:sns:eu-central-1:123456789012:towersense-alerts"
      EVENT_BUS         = "towersense"
      IOT_DATA_ENDPOINT = "abc-ats.iot.eu-central-1.amazonaws.com"
      JAVA_TOOL_OPTIONS = "-Dlogback.configurationFile=logback-lambda.xml"
      LATE_AFTER        = "5m"
      QUARANTINE_BUCKET = "towersense-quarantine-123456789012-eu-central-1"
      STATE_TABLE       = "iot-device-state"
      TOPIC_ROOT        = "towers"
    }) == one(aws_lambda_function.alert_handler.environment).variables
    error_message = "The alert handler's environment is another."
  }

  assert {
    condition = tomap({
      ALERT_FUNCTION    = "arn:aws:lambda:eu-central-1:123456789012:function:towersense-alert-handler:live"
      CONSUMER_FUNCTION = "towersense-consumer"
      JAVA_TOOL_OPTIONS = "-Dlogback.configurationFile=logback-lambda.xml"
      SILENT_AFTER      = "15m"
      SILENT_SEVERITY   = "major"
      STATE_TABLE       = "iot-device-state"
      STREAM            = "towersense-telemetry"
    }) == one(aws_lambda_function.silence.environment).variables
    error_message = "The silence function's environment is another."
  }
}

run "logs_are_json_of_the_level_that_lets_metrics_pass_kept_for_a_time_and_encrypted" {
  assert {
    condition = alltrue([
      for name, function in { consumer = aws_lambda_function.consumer, alert_handler = aws_lambda_function.alert_handler, silence = aws_lambda_function.silence } :
      one(function.logging_config).log_format == "JSON" &&
      one(function.logging_config).log_group == aws_cloudwatch_log_group.function[name].name &&
      one(function.logging_config).application_log_level == "INFO"
    ])
    error_message = "A function does not log JSON into its own log group, or its metrics are dropped as INFO."
  }

  assert {
    condition = alltrue([
      for group in concat(values(aws_cloudwatch_log_group.function), aws_cloudwatch_log_group.iot) :
      group.retention_in_days == 90 && group.kms_key_id == aws_kms_key.data.arn
    ])
    error_message = "A log group is kept for ever, or is not encrypted with our key."
  }
}

run "what_is_set_reaches_the_functions" {
  variables {
    runtime                 = "java17"
    consumer                = { memory_size = 2048, timeout = 90, reserved_concurrency = 40 }
    alert_handler           = { reserved_concurrency = 20 }
    batch_size              = 100
    batching_window_seconds = 5
    parallelization_factor  = 4
    retry_attempts          = 3
    record_age_seconds      = 3600
    accept_bare             = true
    gateway_touch_every     = "5m"
    silent_after            = "30m"
    silence_schedule        = "rate(5 minutes)"
  }

  assert {
    condition = (
      aws_lambda_function.silence.runtime == "java17" && aws_lambda_function.consumer.memory_size == 2048 &&
      aws_lambda_function.consumer.timeout == 90 && aws_lambda_function.consumer.reserved_concurrent_executions == 40 &&
      aws_lambda_function.alert_handler.reserved_concurrent_executions == 20 && aws_lambda_function.alert_handler.timeout == 60 &&
      aws_lambda_function.silence.reserved_concurrent_executions == -1
    )
    error_message = "A function's settings are not what was set."
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.consumer.batch_size == 100 &&
      aws_lambda_event_source_mapping.consumer.maximum_batching_window_in_seconds == 5 &&
      aws_lambda_event_source_mapping.consumer.parallelization_factor == 4 &&
      aws_lambda_event_source_mapping.consumer.maximum_retry_attempts == 3 &&
      aws_lambda_event_source_mapping.consumer.maximum_record_age_in_seconds == 3600
    )
    error_message = "The mapping's settings are not what was set."
  }

  assert {
    condition = (
      one(aws_lambda_function.consumer.environment).variables.ACCEPT_BARE == "true" &&
      one(aws_lambda_function.consumer.environment).variables.GATEWAY_TOUCH_EVERY == "5m" &&
      one(aws_lambda_function.silence.environment).variables.SILENT_AFTER == "30m" &&
      aws_scheduler_schedule.silence.schedule_expression == "rate(5 minutes)"
    )
    error_message = "A function is told something other than what was set."
  }
}
