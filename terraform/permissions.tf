# One role a function, and one a service that acts on its own. Named actions on named resources; a line with "*" for all
# resources says why there is nothing narrower.
locals {
  log_group_arns = {
    for name, group in merge(
      { for key, function in local.function_names : key => "/aws/lambda/${function}" },
      { iot = "AWSIotLogsV2" },
    ) : name => "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${group}"
  }

  # Who takes a role, and for which of its own resources. Lambda and the credentials provider name none.
  trust = { for role, who in {
    consumer      = { service = "lambda.amazonaws.com", sources = [] }
    alert_handler = { service = "lambda.amazonaws.com", sources = [] }
    silence       = { service = "lambda.amazonaws.com", sources = [] }
    schedule      = { service = "scheduler.amazonaws.com", sources = ["arn:${local.partition}:scheduler:${local.region}:${local.account_id}:schedule-group/default"] }
    rules         = { service = "iot.amazonaws.com", sources = [for rule in [var.telemetry_rule, var.alarms_rule] : "${local.iot_arn}:rule/${rule}"] }
    iot_logging   = { service = "iot.amazonaws.com", sources = ["${local.iot_arn}:*"] }
    core          = { service = "credentials.iot.amazonaws.com", sources = [] }
  } : role => who if role != "iot_logging" || var.manage_iot_logging }

  log_writing = {
    for function in keys(local.function_names) : function => {
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = "${local.log_group_arns[function]}:*"
    }
  }

  receipt_publishing = {
    Effect   = "Allow"
    Action   = "iot:Publish"
    Resource = "${local.iot_arn}:topic/${var.topic_root}/*/receipts"
  }

  quarantining = [
    {
      Effect   = "Allow"
      Action   = "s3:PutObject"
      Resource = "${aws_s3_bucket.quarantine.arn}/*"
    },
    {
      Effect    = "Allow"
      Action    = "kms:GenerateDataKey"
      Resource  = aws_kms_key.data.arn
      Condition = { StringEquals = { "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}" } }
    },
  ]

  # The set that DynamoDB's documentation asks for, less the grants, which whoever makes the table gives.
  table_key_use = {
    Effect    = "Allow"
    Action    = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
    Resource  = aws_kms_key.data.arn
    Condition = { StringEquals = { "kms:ViaService" = "dynamodb.${local.region}.${local.dns_suffix}" } }
  }

  permissions = {
    consumer = concat(local.quarantining, [
      local.log_writing.consumer,
      local.receipt_publishing,
      local.table_key_use,
      {
        Effect   = "Allow"
        Action   = ["kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"]
        Resource = aws_kinesis_stream.readings.arn
      },
      {
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = aws_kms_key.data.arn
        Condition = { StringEquals = { "kms:ViaService" = "kinesis.${local.region}.${local.dns_suffix}" } }
      },
      {
        Effect   = "Allow"
        Action   = "dynamodb:BatchWriteItem"
        Resource = aws_dynamodb_table.readings.arn
      },
      {
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"]
        Resource = aws_dynamodb_table.state.arn
      },
      {
        # The event source mapping's on-failure destination asks for it.
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = aws_s3_bucket.quarantine.arn
      },
      {
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = aws_lambda_alias.alert_handler.arn
      },
      {
        Effect    = "Allow"
        Action    = "cloudwatch:PutMetricData"
        Resource  = "*" # metrics are no resources: the namespace is all that narrows it
        Condition = { StringEquals = { "cloudwatch:namespace" = "IoTPipeline/Alerts" } }
      },
    ])

    alert_handler = concat(local.quarantining, [
      local.log_writing.alert_handler,
      local.receipt_publishing,
      local.table_key_use,
      {
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
        Resource = aws_dynamodb_table.state.arn
      },
      {
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = aws_sqs_queue.dead_letters.arn
      },
      {
        Effect   = "Allow"
        Action   = "sns:Publish"
        Resource = aws_sns_topic.alerts.arn
      },
      {
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = aws_kms_key.alerts.arn
        Condition = { StringEquals = { "kms:ViaService" = [for service in ["sns", "sqs"] : "${service}.${local.region}.${local.dns_suffix}"] } }
      },
      {
        Effect    = "Allow"
        Action    = "events:PutEvents"
        Resource  = aws_cloudwatch_event_bus.towersense.arn
        Condition = { StringEquals = { "events:source" = "io.towersense", "events:detail-type" = "Alarm Change" } }
      },
    ])

    silence = [
      local.log_writing.silence,
      local.table_key_use,
      {
        Effect   = "Allow"
        Action   = ["dynamodb:GetItem", "dynamodb:UpdateItem"]
        Resource = aws_dynamodb_table.state.arn
      },
      {
        Effect   = "Allow"
        Action   = "dynamodb:Query"
        Resource = "${aws_dynamodb_table.state.arn}/index/watch"
      },
      {
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = aws_lambda_alias.alert_handler.arn
      },
      {
        Effect   = "Allow"
        Action   = "cloudwatch:GetMetricData"
        Resource = "*" # AWS offers neither resources nor conditions for reading metrics
      },
    ]

    schedule = [
      {
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = [aws_lambda_alias.silence.arn, aws_lambda_alias.alert_handler.arn]
      },
    ]

    rules = [
      {
        Effect   = "Allow"
        Action   = "kinesis:PutRecord"
        Resource = aws_kinesis_stream.readings.arn
      },
      {
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.quarantine.arn}/rule-errors/*"
      },
      {
        Effect    = "Allow"
        Action    = "kms:GenerateDataKey"
        Resource  = aws_kms_key.data.arn
        Condition = { StringEquals = { "kms:ViaService" = [for service in ["kinesis", "s3"] : "${service}.${local.region}.${local.dns_suffix}"] } }
      },
    ]

    iot_logging = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
        Resource = "${local.log_group_arns.iot}:*"
      },
    ]

    core = [
      {
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "${aws_s3_bucket.artifacts.arn}/${local.component}/*"
      },
      {
        Effect   = "Allow"
        Action   = "s3:GetBucketLocation"
        Resource = aws_s3_bucket.artifacts.arn
      },
      {
        Effect    = "Allow"
        Action    = "kms:Decrypt"
        Resource  = aws_kms_key.data.arn
        Condition = { StringEquals = { "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}" } }
      },
    ]
  }
}

resource "aws_iam_role" "service" {
  for_each = local.trust

  name        = "${local.account_wide_name}-${replace(each.key, "_", "-")}"
  description = "TowerSense: what ${each.value.service} may do as ${replace(each.key, "_", " ")}"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(
        {
          Effect    = "Allow"
          Action    = "sts:AssumeRole"
          Principal = { Service = each.value.service }
        },
        length(each.value.sources) == 0 ? {} : {
          Condition = {
            StringEquals = { "aws:SourceAccount" = local.account_id }
            ArnLike      = { "aws:SourceArn" = each.value.sources }
          }
        },
      ),
    ]
  })
}

resource "aws_iam_role_policy" "service" {
  for_each = local.trust

  name   = "permissions"
  role   = aws_iam_role.service[each.key].id
  policy = jsonencode({ Version = "2012-10-17", Statement = local.permissions[each.key] })
}

# Whoever works with tower quarantine, to be attached to a person's role. Taking a version away for good is not in it: what
# was dropped by mistake can be brought back.
resource "aws_iam_policy" "quarantine_operator" {
  name        = "${local.account_wide_name}-quarantine-operator"
  description = "TowerSense: what tower quarantine needs to look, put back and drop"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = aws_s3_bucket.quarantine.arn
      },
      {
        Effect   = "Allow"
        Action   = ["s3:DeleteObject", "s3:GetObject"]
        Resource = "${aws_s3_bucket.quarantine.arn}/*"
      },
      {
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = ["${aws_s3_bucket.quarantine.arn}/dropped/*", "${aws_s3_bucket.quarantine.arn}/resubmitted/*"]
      },
      {
        Effect   = "Allow"
        Action   = "kinesis:PutRecord"
        Resource = aws_kinesis_stream.readings.arn
      },
      {
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = aws_lambda_alias.alert_handler.arn
      },
      {
        Effect    = "Allow"
        Action    = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource  = aws_kms_key.data.arn
        Condition = { StringEquals = { "kms:ViaService" = [for service in ["kinesis", "s3"] : "${service}.${local.region}.${local.dns_suffix}"] } }
      },
    ]
  })
}
