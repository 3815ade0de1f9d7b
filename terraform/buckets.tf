locals {
  buckets = {
    quarantine = aws_s3_bucket.quarantine
    artifacts  = aws_s3_bucket.artifacts
  }
}

resource "aws_s3_bucket" "quarantine" {
  bucket = "${var.name}-quarantine-${local.account_id}-${local.region}"
}

resource "aws_s3_bucket" "artifacts" {
  bucket = "${var.name}-artifacts-${local.account_id}-${local.region}"
}

resource "aws_s3_bucket_ownership_controls" "bucket" {
  for_each = local.buckets

  bucket = each.value.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "bucket" {
  for_each = local.buckets

  bucket                  = each.value.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "bucket" {
  for_each = local.buckets

  bucket = each.value.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

# On for both: what is in quarantine is the last copy of a record, and dropping it by mistake must not be the end of it;
# a component's artifact that is written over breaks every gateway that still fetches it.
resource "aws_s3_bucket_versioning" "bucket" {
  for_each = local.buckets

  bucket = each.value.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_policy" "bucket" {
  for_each = local.buckets

  bucket = each.value.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      merge(local.tls_only, {
        Action   = "s3:*" # every call
        Resource = [each.value.arn, "${each.value.arn}/*"]
      }),
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.bucket]
}

resource "aws_s3_bucket_lifecycle_configuration" "quarantine" {
  bucket = aws_s3_bucket.quarantine.id

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      days = var.quarantine_retention_days
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }
  }

  depends_on = [aws_s3_bucket_versioning.bucket]
}
