output "next_commands" {
  description = "What brings the component to the gateways."
  value       = local.next_commands
}
