# Who is told

variable "alert_subscriptions" {
  description = "Who is told of towers: protocol (email, sms, https), endpoint (address, phone number as +49..., URL), and of which severities; none named: of all, and of CloudWatch's alarm for many anomalies, which carries no severity."
  type = list(object({
    protocol   = string
    endpoint   = string
    severities = optional(set(string), [])
  }))
  default  = []
  nullable = false

  validation {
    condition = alltrue([for subscription in var.alert_subscriptions : anytrue([
      subscription.protocol == "email" && can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", subscription.endpoint)),
      subscription.protocol == "sms" && can(regex("^\\+[1-9][0-9]{6,14}$", subscription.endpoint)),
      subscription.protocol == "https" && startswith(subscription.endpoint, "https://"),
    ])])
    error_message = "alert_subscriptions: email with an address, sms with a number such as +4915112345678, or https with a URL."
  }

  validation {
    condition     = alltrue([for subscription in var.alert_subscriptions : length(setsubtract(subscription.severities, ["critical", "major", "minor", "warning"])) == 0])
    error_message = "alert_subscriptions: severities are critical, major, minor and warning."
  }

  validation {
    condition     = alltrue([for subscription in var.alert_subscriptions : subscription.protocol != "sms" || length(subscription.severities) > 0])
    error_message = "alert_subscriptions: an sms subscription names its severities, such as [\"critical\"]; a message of CloudWatch's is no text for a phone."
  }

  validation {
    condition     = length(distinct([for subscription in var.alert_subscriptions : "${subscription.protocol}:${subscription.endpoint}"])) == length(var.alert_subscriptions)
    error_message = "alert_subscriptions: an endpoint is there twice; name all its severities once."
  }
}

variable "operations_subscriptions" {
  description = "Who is told of the pipeline itself, by CloudWatch's alarms and the budget: protocol (email, https) and endpoint."
  type = list(object({
    protocol = string
    endpoint = string
  }))
  default  = []
  nullable = false

  validation {
    condition = alltrue([for subscription in var.operations_subscriptions : anytrue([
      subscription.protocol == "email" && can(regex("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$", subscription.endpoint)),
      subscription.protocol == "https" && startswith(subscription.endpoint, "https://"),
    ])])
    error_message = "operations_subscriptions: email with an address, or https with a URL."
  }

  validation {
    condition     = length(distinct([for subscription in var.operations_subscriptions : "${subscription.protocol}:${subscription.endpoint}"])) == length(var.operations_subscriptions)
    error_message = "operations_subscriptions: an endpoint is there twice."
  }
}

variable "event_rules_publish" {
  description = "Whether EventBridge rules may publish to both topics. EventBridge takes no condition in a topic's policy, so a rule of any account that knows the topic's ARN could, too: people would get its mails, nothing else. False where no rule of yours publishes."
  type        = bool
  default     = true
  nullable    = false
}

# Events for a network management system

variable "events_retention_days" {
  description = "How long the archive keeps alarm changes for a replay, in days."
  type        = number
  default     = 30

  validation {
    condition     = var.events_retention_days >= 1 && var.events_retention_days <= 3650 && floor(var.events_retention_days) == var.events_retention_days
    error_message = "events_retention_days: a whole number from 1 to 3650."
  }
}

variable "webhook" {
  description = "Where each alarm change is posted: url, and one of header (an API key's header), username (basic authorization) or connection_arn (an EventBridge connection that you made, so that no secret is in Terraform's state); requests_per_second; retry_hours, after which a change goes to the webhook's dead letters. Null: no webhook."
  type = object({
    url                 = string
    header              = optional(string)
    username            = optional(string)
    connection_arn      = optional(string)
    requests_per_second = optional(number, 10)
    retry_hours         = optional(number, 24)
  })
  default = null

  validation {
    condition     = var.webhook == null || can(regex("^https://[^\\s]+$", var.webhook.url))
    error_message = "webhook.url: an https:// URL."
  }

  validation {
    condition     = var.webhook == null || length([for way in try([var.webhook.header, var.webhook.username, var.webhook.connection_arn], []) : way if way != null]) == 1
    error_message = "webhook: exactly one of header, username and connection_arn."
  }

  validation {
    condition     = try(var.webhook.connection_arn, null) == null || can(regex("^arn:[a-z-]+:events:[a-z0-9-]+:[0-9]{12}:connection/.+$", var.webhook.connection_arn))
    error_message = "webhook.connection_arn: the ARN of an EventBridge connection, arn:aws:events:REGION:ACCOUNT:connection/NAME/ID."
  }

  validation {
    condition     = var.webhook == null || try(contains(range(1, 301), var.webhook.requests_per_second), false)
    error_message = "webhook.requests_per_second: a whole number from 1 to 300."
  }

  validation {
    condition     = var.webhook == null || try(contains(range(1, 25), var.webhook.retry_hours), false)
    error_message = "webhook.retry_hours: a whole number from 1 to 24; EventBridge tries no longer."
  }
}

variable "webhook_secret" {
  description = "The value of webhook.header, or the password of webhook.username. It is kept in Terraform's state; webhook.connection_arn avoids that."
  type        = string
  default     = null
  sensitive   = true
}

# Alarms

variable "runbook_url" {
  description = "Where docs/operations.md is to be read; an alarm's description ends with its section of it."
  type        = string
  default     = "docs/operations.md"

  validation {
    condition     = can(regex("^[^\\s#]{1,400}$", var.runbook_url))
    error_message = "runbook_url: 1 to 400 characters without a space and without #, such as https://example.com/towersense/operations.md."
  }
}

variable "anomalies_by_device" {
  description = "Whether the consumer counts anomalies by device, and the alarm watches each device. False for a large fleet: every device that ever breaks a rule in a month costs a metric, and the alarm sees 500 of them."
  type        = bool
  default     = true
  nullable    = false
}

variable "touch_every" {
  description = "How often a device's item says that it was seen, such as 10s; at most 5m, half of the least silent_after. Each time is a write; a bare device's alarm may be cleared so much later."
  type        = string
  default     = "10s"

  validation {
    condition     = can(regex("^([1-9][0-9]?s|[12][0-9]{2}s|300s|[1-5](m|min))$", var.touch_every))
    error_message = "touch_every: a number with its unit, at most 5m; such as 10s."
  }
}

variable "gateway_touch_every" {
  description = "How often a gateway's item says that it was heard, such as 1m; at most 5m, half of the least silent_after. Each time is three writes, two of them of the index."
  type        = string
  default     = "1m"

  validation {
    condition     = can(regex("^([1-9][0-9]?s|[12][0-9]{2}s|300s|[1-5](m|min))$", var.gateway_touch_every))
    error_message = "gateway_touch_every: a number with its unit, at most 5m; such as 1m."
  }
}

variable "anomalies_an_hour" {
  description = "Most anomalies (readings' metrics that break a rule) in an hour without an alarm: of one device where anomalies_by_device is true, where null is 5; else of the whole fleet, for which there is no default."
  type        = number
  default     = null

  validation {
    condition     = var.anomalies_an_hour == null || try(var.anomalies_an_hour >= 0, false)
    error_message = "anomalies_an_hour: 0 or more."
  }
}

variable "reading_age_limit_minutes" {
  description = "How old records may be when the consumer gets them, in minutes; less than stream_retention_hours by far."
  type        = number
  default     = 5

  validation {
    condition     = var.reading_age_limit_minutes >= 1 && var.reading_age_limit_minutes <= 720
    error_message = "reading_age_limit_minutes: 1 to 720."
  }
}

variable "quarantine_an_hour" {
  description = "Most records that functions, or the event source mapping, may set aside in an hour without an alarm."
  type        = number
  default     = 0

  validation {
    condition     = var.quarantine_an_hour >= 0
    error_message = "quarantine_an_hour: 0 or more."
  }
}

variable "silent_gateways_tolerated" {
  description = "Most gateways that may be silent at one time without an alarm for the platform's people. The operations centre is told of each one in any case."
  type        = number
  default     = 0

  validation {
    condition     = var.silent_gateways_tolerated >= 0
    error_message = "silent_gateways_tolerated: 0 or more."
  }
}

variable "concurrency_quota" {
  description = "The account's quota of concurrent executions of Lambda functions in this region, of which 80 % is an alarm; new accounts have less than 1000."
  type        = number
  default     = 1000

  validation {
    condition     = var.concurrency_quota >= 10
    error_message = "concurrency_quota: 10 or more; aws service-quotas get-service-quota --service-code lambda --quota-code L-B99A9384 tells."
  }
}

variable "monthly_budget" {
  description = "The account's budget in USD a month: people are told at 80 % and 100 % of it, and when 100 % is forecast. Null: no budget."
  type        = number
  default     = null

  validation {
    condition     = var.monthly_budget == null || try(var.monthly_budget > 0, false)
    error_message = "monthly_budget: more than 0 USD, or null for none."
  }
}
