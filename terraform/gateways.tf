locals {
  connected_thing = "$${iot:Connection.Thing.ThingName}"

  agent_statements = {
    for thing in setunion(var.cores, [local.connected_thing]) : thing => [
      {
        Effect = "Allow"
        Action = "iot:Publish"
        Resource = [
          "${local.iot_arn}:topic/${var.topic_root}/${thing}/telemetry",
          "${local.iot_arn}:topic/${var.topic_root}/${thing}/alarms",
          "${local.iot_arn}:topic/$aws/rules/${var.telemetry_rule}/${var.topic_root}/${thing}/telemetry",
          "${local.iot_arn}:topic/$aws/rules/${var.alarms_rule}/${var.topic_root}/${thing}/alarms",
          "${local.iot_arn}:topic/$aws/things/${thing}/shadow/name/environment/get",
          "${local.iot_arn}:topic/$aws/things/${thing}/shadow/name/environment/update",
        ]
      },
      {
        Effect = "Allow"
        Action = "iot:Subscribe"
        Resource = [
          "${local.iot_arn}:topicfilter/${var.topic_root}/${thing}/receipts",
          "${local.iot_arn}:topicfilter/$aws/things/${thing}/shadow/name/environment/get/*",
          "${local.iot_arn}:topicfilter/$aws/things/${thing}/shadow/name/environment/update/*",
        ]
      },
      {
        Effect = "Allow"
        Action = "iot:Receive"
        Resource = [
          "${local.iot_arn}:topic/${var.topic_root}/${thing}/receipts",
          "${local.iot_arn}:topic/$aws/things/${thing}/shadow/name/environment/get/*",
          "${local.iot_arn}:topic/$aws/things/${thing}/shadow/name/environment/update/*",
        ]
      },
    ]
  }
}

resource "aws_iot_thing_type" "gateway" {
  name = "${var.name}-gateway"

  properties {
    description = "A cell tower's gateway that runs the TowerSense agent"
  }
}

resource "aws_iot_thing_group" "gateways" {
  name = var.thing_group

  properties {
    description = "Gateways that TowerSense is deployed to"
  }
}

resource "aws_iot_thing" "core" {
  for_each = var.cores

  name            = each.key
  thing_type_name = aws_iot_thing_type.gateway.name
}

resource "aws_iot_thing_group_membership" "core" {
  for_each = var.cores

  thing_name       = aws_iot_thing.core[each.key].name
  thing_group_name = aws_iot_thing_group.gateways.name
}

# A nucleus connects as thing#2, thing#3, too, for which AWS IoT's thing policy variables are empty: so a policy a thing,
# in two parts, since AWS IoT takes 2,048 characters.
resource "aws_iot_policy" "core" {
  for_each = var.cores

  name = "${each.key}-core"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "iot:Connect"
        Resource = ["${local.iot_arn}:client/${each.key}", "${local.iot_arn}:client/${each.key}#*"]
      },
      {
        Effect = "Allow"
        Action = ["iot:Publish", "iot:Receive"]
        Resource = [
          "${local.iot_arn}:topic/$aws/things/${each.key}/greengrass/health/json",
          "${local.iot_arn}:topic/$aws/things/${each.key}/greengrassv2/health/json",
          "${local.iot_arn}:topic/$aws/things/${each.key}/jobs/*",
          "${local.iot_arn}:topic/$aws/things/${each.key}/shadow/name/AWSManagedGreengrassV2Deployment/*",
        ]
      },
      {
        Effect = "Allow"
        Action = "iot:Subscribe"
        Resource = [
          "${local.iot_arn}:topicfilter/$aws/things/${each.key}/jobs/*",
          "${local.iot_arn}:topicfilter/$aws/things/${each.key}/shadow/name/AWSManagedGreengrassV2Deployment/*",
        ]
      },
      {
        Effect   = "Allow"
        Action   = "iot:AssumeRoleWithCertificate"
        Resource = aws_iot_role_alias.core.arn
      },
      {
        Effect = "Allow"
        Action = [
          "greengrass:GetComponentVersionArtifact",
          "greengrass:GetDeploymentConfiguration",
          "greengrass:ListThingGroupsForCoreDevice",
          "greengrass:ResolveComponentCandidates",
        ]
        Resource = "*" # candidates are resolved among all components, AWS' own with them; the certificate says which core asks
      },
    ]
  })
}

# What the agent itself says and hears, through the nucleus.
resource "aws_iot_policy" "tower" {
  for_each = var.cores

  name   = "${each.key}-tower"
  policy = jsonencode({ Version = "2012-10-17", Statement = local.agent_statements[each.key] })

  lifecycle {
    postcondition {
      condition     = length(self.policy) <= 2048
      error_message = "AWS IoT takes 2,048 characters a policy, and that of ${each.key} has ${length(self.policy)}: shorten the thing's name, topic_root or the rules' names."
    }
  }
}

# The shadow manager reads and writes over HTTPS under the gateway's certificate, and hears of deleted shadows.
resource "aws_iot_policy" "shadow_manager" {
  for_each = var.shadow_manager ? var.cores : []

  name = "${each.key}-shadow-manager"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["iot:DeleteThingShadow", "iot:GetThingShadow", "iot:UpdateThingShadow"]
        Resource = "${local.iot_arn}:thing/${each.key}/environment"
      },
      {
        Effect   = "Allow"
        Action   = "iot:Subscribe"
        Resource = "${local.iot_arn}:topicfilter/$aws/things/${each.key}/shadow/name/environment/delete/*"
      },
      {
        Effect   = "Allow"
        Action   = "iot:Receive"
        Resource = "${local.iot_arn}:topic/$aws/things/${each.key}/shadow/name/environment/delete/*"
      },
    ]
  })
}

# One policy for all gateways that connect by themselves, under their thing's name and over MQTT 5.
resource "aws_iot_policy" "uplink" {
  name = "${var.name}-uplink"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat(
      [
        {
          Effect    = "Allow"
          Action    = "iot:Connect"
          Resource  = "${local.iot_arn}:client/${local.connected_thing}"
          Condition = { Bool = { "iot:Connection.Thing.IsAttached" = "true" } }
        },
      ],
      local.agent_statements[local.connected_thing],
    )
  })

  lifecycle {
    postcondition {
      condition     = length(self.policy) <= 2048
      error_message = "AWS IoT takes 2,048 characters a policy, and that of direct uplinks has ${length(self.policy)}: shorten topic_root or the rules' names."
    }
  }
}
