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
