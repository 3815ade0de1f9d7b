resource "aws_kinesis_stream" "readings" {
  name             = "${var.name}-telemetry"
  shard_count      = var.stream_mode == "PROVISIONED" ? var.stream_shards : null
  retention_period = var.stream_retention_hours
  encryption_type  = "KMS"
  kms_key_id       = aws_kms_key.data.arn

  stream_mode_details {
    stream_mode = var.stream_mode
  }
}
