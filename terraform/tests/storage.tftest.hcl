mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  functions_package = "tests/empty.zip"
}

run "the_tables_are_as_the_functions_need_them" {
  assert {
    condition = (
      aws_dynamodb_table.readings.name == "iot-sensor-readings" && aws_dynamodb_table.readings.hash_key == "device_id" &&
      aws_dynamodb_table.readings.range_key == "timestamp" && one(aws_dynamodb_table.readings.ttl).attribute_name == "expires_at" &&
      one(aws_dynamodb_table.readings.ttl).enabled
    )
    error_message = "The table of readings is another, or its readings do not expire."
  }

  assert {
    condition = (
      aws_dynamodb_table.state.name == "iot-device-state" && aws_dynamodb_table.state.hash_key == "device_id" &&
      aws_dynamodb_table.state.range_key == "record"
    )
    error_message = "The table of devices is another."
  }

  assert {
    condition = (
      one(aws_dynamodb_table.state.global_secondary_index).name == "watch" &&
      one(aws_dynamodb_table.state.global_secondary_index).hash_key == "watch" &&
      one(aws_dynamodb_table.state.global_secondary_index).range_key == "last_seen" &&
      one(aws_dynamodb_table.state.global_secondary_index).projection_type == "KEYS_ONLY"
    )
    error_message = "The index of who is silent is another."
  }

  assert {
    condition = alltrue([
      for table in [aws_dynamodb_table.readings, aws_dynamodb_table.state] :
      table.billing_mode == "PAY_PER_REQUEST" && table.deletion_protection_enabled && one(table.point_in_time_recovery).enabled &&
      one(table.server_side_encryption).enabled && one(table.server_side_encryption).kms_key_arn == aws_kms_key.data.arn
    ])
    error_message = "A table is not on demand, not protected, not recoverable, or not encrypted with our key."
  }
}

run "the_stream_is_encrypted_and_has_the_shards_it_was_given" {
  assert {
    condition = (
      aws_kinesis_stream.readings.encryption_type == "KMS" && aws_kinesis_stream.readings.kms_key_id == aws_kms_key.data.arn &&
      aws_kinesis_stream.readings.shard_count == 1 && aws_kinesis_stream.readings.retention_period == 24 &&
      one(aws_kinesis_stream.readings.stream_mode_details).stream_mode == "PROVISIONED"
    )
    error_message = "The stream is not encrypted with our key, or has another size."
  }
}

run "a_stream_on_demand_has_no_shards_to_set" {
  command = plan

  variables {
    stream_mode            = "ON_DEMAND"
    stream_shards          = 8
    stream_retention_hours = 168
  }

  assert {
    condition     = aws_kinesis_stream.readings.shard_count == null && aws_kinesis_stream.readings.retention_period == 168
    error_message = "A stream on demand is given shards."
  }
}

run "nobody_outside_and_nobody_without_tls_reaches_a_bucket" {
  assert {
    condition = toset(keys(local.buckets)) == toset(["artifacts", "quarantine"]) && alltrue([
      for access in values(aws_s3_bucket_public_access_block.bucket) :
      access.block_public_acls && access.block_public_policy && access.ignore_public_acls && access.restrict_public_buckets
    ])
    error_message = "A bucket may be made public."
  }

  assert {
    condition = alltrue([
      for name, policy in aws_s3_bucket_policy.bucket : jsondecode(policy.policy).Statement == [{
        Sid       = "TlsOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [local.buckets[name].arn, "${local.buckets[name].arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      }]
    ])
    error_message = "A bucket answers without TLS, or its policy allows something."
  }

  assert {
    condition = alltrue([
      for name in ["artifacts", "quarantine"] :
      one(aws_s3_bucket_ownership_controls.bucket[name].rule).object_ownership == "BucketOwnerEnforced" &&
      one(aws_s3_bucket_versioning.bucket[name].versioning_configuration).status == "Enabled" &&
      one(one(aws_s3_bucket_server_side_encryption_configuration.bucket[name].rule).apply_server_side_encryption_by_default).kms_master_key_id == aws_kms_key.data.arn &&
      one(one(aws_s3_bucket_server_side_encryption_configuration.bucket[name].rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms"
    ])
    error_message = "A bucket takes others' objects, keeps no versions, or is not encrypted with our key."
  }
}

run "quarantine_forgets_after_a_year_and_what_was_dropped_after_a_month" {
  assert {
    condition = (
      one(one(aws_s3_bucket_lifecycle_configuration.quarantine.rule).expiration).days == 365 &&
      one(one(aws_s3_bucket_lifecycle_configuration.quarantine.rule).noncurrent_version_expiration).noncurrent_days == 30 &&
      one(aws_s3_bucket_lifecycle_configuration.quarantine.rule).status == "Enabled"
    )
    error_message = "Quarantine keeps things for another time."
  }
}

run "the_queue_takes_nothing_without_tls" {
  assert {
    condition = jsondecode(aws_sqs_queue_policy.dead_letters.policy).Statement == [{
      Sid       = "TlsOnly"
      Effect    = "Deny"
      Principal = "*"
      Action    = "sqs:*"
      Resource  = aws_sqs_queue.dead_letters.arn
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
    error_message = "The queue's policy is another."
  }
}

run "keys_rotate_and_serve_our_own_account_only" {
  assert {
    condition = alltrue([
      for key in [aws_kms_key.data, aws_kms_key.alerts] :
      key.enable_key_rotation && key.deletion_window_in_days == 30 &&
      jsondecode(key.policy).Statement[0].Principal.AWS == "arn:aws:iam::123456789012:root"
    ])
    error_message = "A key does not rotate, or its account cannot administer it."
  }

  assert {
    condition = jsondecode(aws_kms_key.data.policy).Statement[1].Principal.Service == "logs.eu-central-1.amazonaws.com" && toset(
      jsondecode(aws_kms_key.data.policy).Statement[1].Condition.ArnEquals["kms:EncryptionContext:aws:logs:arn"]
      ) == toset([
        "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/towersense-consumer",
        "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/towersense-alert-handler",
        "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/towersense-silence",
        "arn:aws:logs:eu-central-1:123456789012:log-group:AWSIotLogsV2",
    ])
    error_message = "CloudWatch Logs may use the key for other log groups than ours, or not for all of them."
  }

  assert {
    condition = toset(flatten([
      for statement in jsondecode(aws_kms_key.alerts.policy).Statement : statement.Principal.Service if can(statement.Principal.Service)
    ])) == toset(["cloudwatch.amazonaws.com", "events.amazonaws.com"])
    error_message = "Services that publish alerts may not use their key, or others may."
  }

  assert {
    condition = alltrue([
      for statement in concat(jsondecode(aws_kms_key.data.policy).Statement, jsondecode(aws_kms_key.alerts.policy).Statement) :
      can(statement.Condition) if can(statement.Principal.Service) && !can(regex("^events\\.", statement.Principal.Service))
    ])
    error_message = "A service may use a key on behalf of anybody."
  }

  assert {
    condition = length(flatten([
      for key in [aws_kms_key.data, aws_kms_key.alerts] : [
        for statement in jsondecode(key.policy).Statement : [
          for action in flatten([statement.Action]) : action if strcontains(action, "*")
        ] if can(statement.Principal.Service)
      ]
    ])) == 0
    error_message = "A service may do all of a kind with a key."
  }
}
