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

resource "aws_iot_policy" "tower" {
  for_each = var.cores

  name = "${each.key}-tower"

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = []
  })
}
