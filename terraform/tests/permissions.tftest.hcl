mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  functions_package = "tests/empty.zip"
  cores             = ["tower-0042"]
  shadow_manager    = true
}

run "no_role_may_do_all_of_a_service_or_something_to_everything" {
  assert {
    condition = length(flatten([
      for name, policy in aws_iam_role_policy.service : [
        for statement in jsondecode(policy.policy).Statement : [
          for action in flatten([statement.Action]) : "${name}: ${action}" if strcontains(action, "*")
        ]
      ]
    ])) == 0
    error_message = "A role may do all actions of a kind."
  }

  assert {
    condition = toset(flatten([
      for name, policy in aws_iam_role_policy.service : [
        for statement in jsondecode(policy.policy).Statement : [
          for action in flatten([statement.Action]) : "${name}: ${action}" if contains(flatten([statement.Resource]), "*")
        ]
      ]
    ])) == toset(["consumer: cloudwatch:PutMetricData", "silence: cloudwatch:GetMetricData"])
    error_message = "A role may do something to all resources for which AWS offers narrower ones."
  }

  assert {
    condition = toset(flatten([
      for name, policy in aws_iam_role_policy.service : [
        for statement in jsondecode(policy.policy).Statement : [
          for resource in flatten([statement.Resource]) : "${name}: ${resource}" if strcontains(resource, "*") && resource != "*"
        ]
      ]
      ])) == toset([
      "consumer: arn:aws:iot:eu-central-1:123456789012:topic/towers/*/receipts",
      "consumer: arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/towersense-consumer:*",
      "consumer: arn:aws:s3:::towersense-quarantine-123456789012-eu-central-1/*",
      "alert_handler: arn:aws:iot:eu-central-1:123456789012:topic/towers/*/receipts",
      "alert_handler: arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/towersense-alert-handler:*",
      "alert_handler: arn:aws:s3:::towersense-quarantine-123456789012-eu-central-1/*",
      "silence: arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/towersense-silence:*",
      "rules: arn:aws:s3:::towersense-quarantine-123456789012-eu-central-1/rule-errors/*",
      "iot_logging: arn:aws:logs:eu-central-1:123456789012:log-group:AWSIotLogsV2:*",
      "core: arn:aws:s3:::towersense-artifacts-123456789012-eu-central-1/io.towersense.EdgeAgent/*",
    ])
    error_message = "A role reaches further within a resource than it needs."
  }

  assert {
    condition = alltrue(flatten([
      for name, policy in aws_iam_role_policy.service : [
        for statement in jsondecode(policy.policy).Statement :
        statement.Effect == "Allow" && can(statement.Condition.StringEquals["kms:ViaService"]) if strcontains(jsonencode(statement.Action), "kms:")
      ]
    ]))
    error_message = "A role may use a key other than through the service that it is for."
  }
}

run "every_wildcard_says_why_it_is_one" {
  assert {
    condition = length(flatten([
      for file in fileset(path.module, "*.tf") : [
        for line in split("\n", file("${path.module}/${file}")) : "${file}: ${trimspace(line)}"
        if can(regex("^[^#]*\"([a-z0-9]+:)?\\*\"", line)) && !strcontains(line, "# ")
      ]
    ])) == 0
    error_message = "A line has \"*\" and no comment behind it that says why AWS offers nothing narrower."
  }
}

run "each_function_has_a_role_of_its_own" {
  assert {
    condition = (
      aws_lambda_function.consumer.role == "arn:aws:iam::123456789012:role/towersense-eu-central-1-consumer" &&
      aws_lambda_function.alert_handler.role == "arn:aws:iam::123456789012:role/towersense-eu-central-1-alert-handler" &&
      aws_lambda_function.silence.role == "arn:aws:iam::123456789012:role/towersense-eu-central-1-silence"
    )
    error_message = "A function has another function's role."
  }

  assert {
    condition     = keys(aws_iam_role.service) == keys(aws_iam_role_policy.service)
    error_message = "A role has no policy."
  }
}

run "a_role_may_do_what_its_readme_asks_for_and_nothing_else" {
  assert {
    condition = {
      for name, policy in aws_iam_role_policy.service : name => join(" ", sort(distinct(flatten([
        for statement in jsondecode(policy.policy).Statement : [
          for action in flatten([statement.Action]) : action if !can(regex("^(kms|logs):", action))
        ]
      ]))))
      } == {
      consumer      = "cloudwatch:PutMetricData dynamodb:BatchWriteItem dynamodb:GetItem dynamodb:Query dynamodb:UpdateItem iot:Publish kinesis:DescribeStream kinesis:DescribeStreamSummary kinesis:GetRecords kinesis:GetShardIterator kinesis:ListShards lambda:InvokeFunction s3:ListBucket s3:PutObject"
      alert_handler = "dynamodb:GetItem dynamodb:UpdateItem events:PutEvents iot:Publish s3:PutObject sns:Publish sqs:SendMessage"
      silence       = "cloudwatch:GetMetricData dynamodb:GetItem dynamodb:Query dynamodb:UpdateItem lambda:InvokeFunction"
      schedule      = "lambda:InvokeFunction"
      rules         = "kinesis:PutRecord s3:PutObject"
      iot_logging   = ""
      core          = "s3:GetBucketLocation s3:GetObject"
    }
    error_message = "A role may do more or less than it needs."
  }

  assert {
    condition = toset(flatten([
      for name, policy in aws_iam_role_policy.service : [
        for statement in jsondecode(policy.policy).Statement : [for function in flatten([statement.Resource]) : "${name}: ${function}"] if contains(flatten([statement.Action]), "lambda:InvokeFunction")
      ]
      ])) == toset([
      "consumer: arn:aws:lambda:eu-central-1:123456789012:function:towersense-alert-handler:live",
      "silence: arn:aws:lambda:eu-central-1:123456789012:function:towersense-alert-handler:live",
      "schedule: arn:aws:lambda:eu-central-1:123456789012:function:towersense-alert-handler:live",
      "schedule: arn:aws:lambda:eu-central-1:123456789012:function:towersense-silence:live",
    ])
    error_message = "A role may invoke something other than an alias."
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.service["silence"].policy).Statement : statement.Resource if contains(flatten([statement.Action]), "dynamodb:Query")
    ] == ["arn:aws:dynamodb:eu-central-1:123456789012:table/iot-device-state/index/watch"]
    error_message = "The silence function may not query its index, or may query more."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_role_policy.service["consumer"].policy).Statement :
      statement.Condition.StringEquals["cloudwatch:namespace"] == "IoTPipeline/Alerts" if contains(flatten([statement.Action]), "cloudwatch:PutMetricData")
    ])
    error_message = "The consumer may count in another namespace than its own."
  }
}

run "a_role_is_taken_by_one_service_for_our_own_resources" {
  assert {
    condition = { for name, role in aws_iam_role.service : name => one(jsondecode(role.assume_role_policy).Statement).Principal.Service } == {
      consumer      = "lambda.amazonaws.com"
      alert_handler = "lambda.amazonaws.com"
      silence       = "lambda.amazonaws.com"
      schedule      = "scheduler.amazonaws.com"
      rules         = "iot.amazonaws.com"
      iot_logging   = "iot.amazonaws.com"
      core          = "credentials.iot.amazonaws.com"
    }
    error_message = "A role is for another service."
  }

  assert {
    condition = {
      for name, role in aws_iam_role.service : name => one(jsondecode(role.assume_role_policy).Statement).Condition
      if can(one(jsondecode(role.assume_role_policy).Statement).Condition)
      } == {
      schedule = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = ["arn:aws:scheduler:eu-central-1:123456789012:schedule-group/default"] }
      }
      rules = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = ["arn:aws:iot:eu-central-1:123456789012:rule/tower_telemetry", "arn:aws:iot:eu-central-1:123456789012:rule/tower_alarms"] }
      }
      iot_logging = {
        StringEquals = { "aws:SourceAccount" = "123456789012" }
        ArnLike      = { "aws:SourceArn" = ["arn:aws:iot:eu-central-1:123456789012:*"] }
      }
    }
    error_message = "A service may take a role for somebody else's resources."
  }
}

run "a_gateway_may_do_nothing_to_everything_but_what_greengrass_asks" {
  assert {
    condition = toset(flatten([
      for policy in concat(values(aws_iot_policy.core), values(aws_iot_policy.tower), values(aws_iot_policy.shadow_manager), [aws_iot_policy.uplink]) : [
        for statement in jsondecode(policy.policy).Statement : statement.Action if contains(flatten([statement.Resource]), "*")
      ]
      ])) == toset([
      "greengrass:GetComponentVersionArtifact", "greengrass:GetDeploymentConfiguration",
      "greengrass:ListThingGroupsForCoreDevice", "greengrass:ResolveComponentCandidates",
    ])
    error_message = "A gateway may do something to everything."
  }

  assert {
    condition = length(flatten([
      for policy in concat(values(aws_iot_policy.core), values(aws_iot_policy.tower), values(aws_iot_policy.shadow_manager), [aws_iot_policy.uplink]) : [
        for statement in jsondecode(policy.policy).Statement : [
          for action in flatten([statement.Action]) : action if strcontains(action, "*")
        ]
      ]
    ])) == 0
    error_message = "A gateway may do all actions of a kind."
  }
}

run "two_regions_of_an_account_share_no_name" {
  variables {
    monthly_budget = 500
    webhook        = { url = "https://nms.example.com/alarms", connection_arn = "arn:aws:events:eu-central-1:123456789012:connection/nms/1" }
  }

  assert {
    condition = alltrue([
      for name in concat(values(aws_iam_role.service)[*].name, aws_iam_role.webhook[*].name, [aws_iam_policy.quarantine_operator.name], aws_budgets_budget.monthly[*].name) :
      startswith(name, "towersense-eu-central-1") && length(name) <= 64
    ])
    error_message = "Something that is the account's has the same name in every region."
  }
}

run "who_works_with_quarantine_may_do_what_the_command_does_and_nothing_else" {
  assert {
    condition = toset(flatten([
      for statement in jsondecode(aws_iam_policy.quarantine_operator.policy).Statement : [
        for grant in setproduct(flatten([statement.Action]), flatten([statement.Resource])) : join(" ", grant)
      ]
      ])) == toset([
      "s3:ListBucket arn:aws:s3:::towersense-quarantine-123456789012-eu-central-1",
      "s3:GetObject arn:aws:s3:::towersense-quarantine-123456789012-eu-central-1/*",
      "s3:DeleteObject arn:aws:s3:::towersense-quarantine-123456789012-eu-central-1/*",
      "s3:PutObject arn:aws:s3:::towersense-quarantine-123456789012-eu-central-1/dropped/*",
      "s3:PutObject arn:aws:s3:::towersense-quarantine-123456789012-eu-central-1/resubmitted/*",
      "kinesis:PutRecord arn:aws:kinesis:eu-central-1:123456789012:stream/towersense-telemetry",
      "lambda:InvokeFunction arn:aws:lambda:eu-central-1:123456789012:function:towersense-alert-handler:live",
      "kms:Decrypt ${aws_kms_key.data.arn}",
      "kms:GenerateDataKey ${aws_kms_key.data.arn}",
    ])
    error_message = "An operator may do more or less with what was set aside than tower quarantine asks for."
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(aws_iam_policy.quarantine_operator.policy).Statement :
      toset(statement.Condition.StringEquals["kms:ViaService"]) == toset(["kinesis.eu-central-1.amazonaws.com", "s3.eu-central-1.amazonaws.com"])
      if strcontains(jsonencode(statement.Action), "kms:")
    ])
    error_message = "An operator may use the key other than through the bucket and the stream."
  }

  assert {
    condition = (
      output.quarantine_operator_policy_arn == aws_iam_policy.quarantine_operator.arn &&
      output.stream_name == "towersense-telemetry" && output.alert_handler_alias_arn == aws_lambda_alias.alert_handler.arn
    )
    error_message = "The outputs that the command's help names are not there."
  }
}
