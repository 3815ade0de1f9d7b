mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  functions_package = "tests/empty.zip"
  cores             = ["tower-0042"]
  shadow_manager    = true
}

run "the_rules_wrap_messages_as_the_functions_expect_them" {
  assert {
    condition = (
      aws_iot_topic_rule.telemetry.sql == "SELECT encode(*, 'base64') AS payload, topic(2) AS thing, timestamp() AS received_at FROM 'towers/+/telemetry'" &&
      aws_iot_topic_rule.alarms.sql == "SELECT encode(*, 'base64') AS payload, topic(2) AS thing, timestamp() AS received_at FROM 'towers/+/alarms'"
    )
    error_message = "A rule's SQL is another."
  }

  assert {
    condition = alltrue([
      for rule in [aws_iot_topic_rule.telemetry, aws_iot_topic_rule.alarms] : rule.enabled && rule.sql_version == "2016-03-23"
    ])
    error_message = "A rule is off, or its SQL is read as another version."
  }

  assert {
    condition = (
      one(aws_iot_topic_rule.telemetry.kinesis).stream_name == "towersense-telemetry" &&
      one(aws_iot_topic_rule.telemetry.kinesis).partition_key == "$${topic(2)}" &&
      one(aws_iot_topic_rule.telemetry.kinesis).role_arn == "arn:aws:iam::123456789012:role/towersense-eu-central-1-rules"
    )
    error_message = "Readings do not go to the stream, or one gateway's do not stay in order."
  }
}

run "what_a_rule_cannot_hand_over_is_kept" {
  assert {
    condition = alltrue([
      for rule in [aws_iot_topic_rule.telemetry, aws_iot_topic_rule.alarms] :
      one(one(rule.error_action).s3).bucket_name == "towersense-quarantine-123456789012-eu-central-1" &&
      one(one(rule.error_action).s3).role_arn == "arn:aws:iam::123456789012:role/towersense-eu-central-1-rules" &&
      one(one(rule.error_action).s3).key == "rule-errors/${rule.name}/$${parse_time(\"yyyy/MM/dd\", timestamp())}/$${timestamp()}-$${newuuid()}.json"
    ])
    error_message = "A rule's error action does not put each message under a key of its own in quarantine."
  }
}

run "only_the_alarms_rule_may_invoke_the_alert_handler_and_only_its_alias" {
  assert {
    condition = (
      aws_lambda_permission.alarms_rule.action == "lambda:InvokeFunction" &&
      aws_lambda_permission.alarms_rule.function_name == "towersense-alert-handler" &&
      aws_lambda_permission.alarms_rule.qualifier == "live" &&
      aws_lambda_permission.alarms_rule.principal == "iot.amazonaws.com" &&
      aws_lambda_permission.alarms_rule.source_arn == "arn:aws:iot:eu-central-1:123456789012:rule/tower_alarms" &&
      aws_lambda_permission.alarms_rule.source_account == "123456789012"
    )
    error_message = "AWS IoT may not invoke the alert handler, or may for another rule."
  }
}

run "failing_sql_is_logged" {
  assert {
    condition = (
      one(aws_iot_logging_options.rules).default_log_level == "ERROR" &&
      one(aws_iot_logging_options.rules).disable_all_logs != true &&
      one(aws_iot_logging_options.rules).role_arn == "arn:aws:iam::123456789012:role/towersense-eu-central-1-iot-logging" &&
      one(aws_cloudwatch_log_group.iot).name == "AWSIotLogsV2"
    )
    error_message = "AWS IoT does not log."
  }
}

run "a_core_is_a_thing_of_our_type_in_the_group" {
  assert {
    condition = (
      aws_iot_thing.core["tower-0042"].name == "tower-0042" && aws_iot_thing.core["tower-0042"].thing_type_name == "towersense-gateway" &&
      aws_iot_thing_group_membership.core["tower-0042"].thing_group_name == "towers"
    )
    error_message = "A core is no thing, or not in the group that deployments go to."
  }

  assert {
    condition     = output.core_policies["tower-0042"] == ["tower-0042-core", "tower-0042-tower", "tower-0042-shadow-manager"]
    error_message = "The policies of a core have other names than the page's."
  }
}

run "a_core_may_do_exactly_what_the_page_says" {
  assert {
    condition = {
      for name, policy in { core = aws_iot_policy.core, tower = aws_iot_policy.tower, "shadow-manager" = aws_iot_policy.shadow_manager } :
      name => toset(flatten([
        for statement in jsondecode(policy["tower-0042"].policy).Statement : [
          for grant in setproduct(flatten([statement.Action]), flatten([statement.Resource])) : join(" ", grant)
        ]
      ]))
      } == {
      for name in ["core", "tower", "shadow-manager"] : name => toset(flatten([
        for statement in jsondecode(replace(replace(replace(replace(replace(
          regex("cat > ${name}\\.json <<EOF\n((?s).*?)\nEOF", file("${path.module}/../docs/greengrass.md"))[0],
          "$AWS_REGION", "eu-central-1"), "$ACCOUNT", "123456789012"), "$THING", "tower-0042"), "$ROLE", "towersense-core"), "\\$", "$")).Statement : [
          for grant in setproduct(flatten([statement.Action]), flatten([statement.Resource])) : join(" ", grant)
        ]
      ]))
    }
    error_message = "docs/greengrass.md and the module let a core do different things."
  }
}

run "an_uplink_of_its_own_has_a_cores_topics_under_the_name_it_connected_with" {
  assert {
    condition = jsondecode(replace(aws_iot_policy.uplink.policy, "$${iot:Connection.Thing.ThingName}", "tower-0042")).Statement == concat(
      [{
        Effect    = "Allow"
        Action    = "iot:Connect"
        Resource  = "arn:aws:iot:eu-central-1:123456789012:client/tower-0042"
        Condition = { Bool = { "iot:Connection.Thing.IsAttached" = "true" } }
      }],
      jsondecode(aws_iot_policy.tower["tower-0042"].policy).Statement,
    )
    error_message = "The policy of direct uplinks is another."
  }
}

run "the_agents_policies_follow_root_and_rules" {
  variables {
    topic_root     = "sites"
    telemetry_rule = "readings"
    alarms_rule    = "alarms"
  }

  assert {
    condition = alltrue([
      for topic in ["sites/tower-0042/telemetry", "sites/tower-0042/alarms", "$aws/rules/readings/sites/tower-0042/telemetry", "$aws/rules/alarms/sites/tower-0042/alarms"] :
      contains(jsondecode(aws_iot_policy.tower["tower-0042"].policy).Statement[0].Resource, "arn:aws:iot:eu-central-1:123456789012:topic/${topic}")
    ])
    error_message = "A gateway may not publish where the rules listen."
  }

  assert {
    condition     = endswith(aws_iot_topic_rule.telemetry.sql, " FROM 'sites/+/telemetry'") && one(aws_lambda_function.consumer.environment).variables.TOPIC_ROOT == "sites"
    error_message = "Rules and functions know another root."
  }
}

run "a_policy_that_iot_would_not_take_is_refused" {
  command = plan

  variables {
    cores      = ["tower-0042-tower-0042-tower-0042-tower-0042-tower-0042-tower-004"]
    topic_root = "towers-towers-towers-towers-towers-towers-towers-towers-towers-t"
  }

  expect_failures = [aws_iot_policy.tower, aws_iot_policy.uplink]
}
