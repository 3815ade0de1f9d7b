output "next_commands" {
  description = "What brings the component to the gateways."
  value       = module.towersense.next_commands
}

output "quarantine_bucket" {
  description = "tower quarantine --bucket."
  value       = module.towersense.quarantine_bucket
}

output "stream_name" {
  description = "tower quarantine resubmit --stream."
  value       = module.towersense.stream_name
}

output "alert_handler_alias_arn" {
  description = "tower quarantine resubmit --alert-function."
  value       = module.towersense.alert_handler_alias_arn
}

output "quarantine_operator_policy_arn" {
  description = "What whoever works with tower quarantine needs."
  value       = module.towersense.quarantine_operator_policy_arn
}
