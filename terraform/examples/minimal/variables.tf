variable "region" {
  description = "AWS region that all of it is made in."
  type        = string
  default     = "eu-central-1"
}

variable "functions_package" {
  description = "Path of the functions' zip, made by ./tower package."
  type        = string
}

variable "mail" {
  description = "Mail addresses of who is told, of towers and of the pipeline."
  type        = set(string)
  default     = []
}

variable "cores" {
  description = "Thing names of the gateways that run Greengrass."
  type        = set(string)
  default     = ["tower-0042"]
}
