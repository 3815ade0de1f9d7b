# The provider has no resource for component versions and deployments, and artifacts have to lie in the bucket before a
# version can be made of them: the output next_commands has the commands.
locals {
  component  = "io.towersense.EdgeAgent"
  role_alias = "${var.name}-core"

  next_commands = <<-E
    ./tower package --version VERSION --output component --bucket ${aws_s3_bucket.artifacts.bucket}
    aws s3 cp --recursive component/artifacts/${local.component}/VERSION s3://${aws_s3_bucket.artifacts.bucket}/${local.component}/VERSION/
    aws greengrassv2 create-component-version --inline-recipe fileb://component/recipes/${local.component}-VERSION.yaml
    aws greengrassv2 create-deployment --target-arn ${aws_iot_thing_group.gateways.arn} --cli-input-yaml file://deployment.yaml
  E
}

# What a gateway's certificate is exchanged for: it fetches the component's artifacts, and may do nothing else.
resource "aws_iot_role_alias" "core" {
  alias    = local.role_alias
  role_arn = aws_iam_role.service["core"].arn
}
