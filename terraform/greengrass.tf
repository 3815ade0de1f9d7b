# The provider has no resource for component versions and deployments, and artifacts have to lie in the bucket before a
# version can be made of them: the output next_commands has the commands.
locals {
  component  = "io.towersense.EdgeAgent"
  role_alias = "${var.name}-core"

  next_commands = <<-COMMANDS
    # Set these, and follow docs/greengrass.md from step 3 on.
    export AWS_REGION=${local.region} ACCOUNT=${local.account_id}
    export BUCKET=${aws_s3_bucket.artifacts.bucket} ROLE=${aws_iot_role_alias.core.alias} GROUP=${aws_iot_thing_group.gateways.name}
    export THING=${try(sort(var.cores)[0], "tower-0042")} VERSION=1.0.0

    # Step 3, a gateway: once it is in var.cores and that is applied, its thing and policies are there; certificate and
    # attachments are left.
    CERTIFICATE=$(aws iot create-certificate-from-csr --certificate-signing-request file://gateway.csr --set-as-active \
      --certificate-pem-outfile device.pem.crt --query certificateArn --output text)
    for policy in core tower${var.shadow_manager ? " shadow-manager" : ""}; do aws iot attach-policy --policy-name "$THING-$policy" --target "$CERTIFICATE"; done
    aws iot attach-thing-principal --thing-name "$THING" --principal "$CERTIFICATE"

    # Step 5, a version of the component:
    ./tower package --version "$VERSION" --output component --bucket "$BUCKET"
    aws s3 cp --recursive "component/artifacts/${local.component}/$VERSION" "s3://$BUCKET/${local.component}/$VERSION/"
    aws greengrassv2 create-component-version --inline-recipe "fileb://component/recipes/${local.component}-$VERSION.yaml"

    # Step 6, a deployment: write deployment.yaml as there, its target being ${aws_iot_thing_group.gateways.arn}
    aws greengrassv2 create-deployment --cli-input-yaml file://deployment.yaml
  COMMANDS
}

# What a gateway's certificate is exchanged for: it fetches the component's artifacts, and may do nothing else.
resource "aws_iot_role_alias" "core" {
  alias    = local.role_alias
  role_arn = aws_iam_role.service["core"].arn
}
