output "next_commands" {
  description = "What brings the component to the gateways."
  value       = module.towersense.next_commands
}
