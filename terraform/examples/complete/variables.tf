variable "region" {
  description = "AWS region that all of it is made in."
  type        = string
  default     = "eu-central-1"
}

variable "functions_package" {
  description = "Path of the functions' zip, made by ./tower package."
  type        = string
}

variable "cores" {
  description = "Thing names of the gateways that run Greengrass."
  type        = set(string)
  default     = ["tower-0042", "tower-0043"]
}

variable "operations_centre" {
  description = "Mail address of those who look after the towers."
  type        = string
  default     = "operations-centre@example.com"
}

variable "platform_team" {
  description = "Mail address of those who run this pipeline."
  type        = string
  default     = "platform-team@example.com"
}

variable "webhook_secret" {
  description = "The API key that the network management system asks for. Give it as TF_VAR_webhook_secret, never in a file."
  type        = string
  sensitive   = true
}

variable "monthly_budget" {
  description = "The account's budget in USD a month; null for none."
  type        = number
  default     = null # what tests/stand-in applies to cannot answer for a budget's subscribers
}
