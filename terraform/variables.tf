# General

variable "name" {
  description = "Prefix of all names. Letters, digits and hyphens, lower case, 3 to 24 of them."
  type        = string
  default     = "towersense"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,22}[a-z0-9]$", var.name))
    error_message = "name: 3 to 24 lower-case letters, digits and hyphens, a letter first, no hyphen last; such as towersense."
  }
}

variable "topic_root" {
  description = "First level of the gateways' topics, {topic_root}/{thing}/telemetry; the agents' uplink.root."
  type        = string
  default     = "towers"

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.topic_root))
    error_message = "topic_root: one level, 1 to 64 letters, digits, _ and -; such as towers."
  }
}

variable "deletion_protection" {
  description = "Whether the tables refuse to be deleted. Turn it off, apply, and only then destroy."
  type        = bool
  default     = true
  nullable    = false
}

# Stream and tables

variable "stream_mode" {
  description = "PROVISIONED (pay for shards) or ON_DEMAND (pay for data, scales by itself)."
  type        = string
  default     = "PROVISIONED"

  validation {
    condition     = contains(["PROVISIONED", "ON_DEMAND"], var.stream_mode)
    error_message = "stream_mode: PROVISIONED or ON_DEMAND."
  }
}

variable "stream_shards" {
  description = "Shards of a provisioned stream: each takes 1 MiB or 1,000 messages a second. Without meaning ON_DEMAND."
  type        = number
  default     = 1

  validation {
    condition     = var.stream_shards >= 1 && var.stream_shards <= 10000 && floor(var.stream_shards) == var.stream_shards
    error_message = "stream_shards: a whole number from 1 to 10000."
  }
}

variable "stream_retention_hours" {
  description = "How long the stream keeps records, in hours: how long the consumer may be broken before what it has not seen is gone. More than 24 costs extra."
  type        = number
  default     = 24

  validation {
    condition     = var.stream_retention_hours >= 24 && var.stream_retention_hours <= 8760 && floor(var.stream_retention_hours) == var.stream_retention_hours
    error_message = "stream_retention_hours: a whole number from 24 to 8760."
  }
}

variable "readings_table" {
  description = "Name of the table of readings."
  type        = string
  default     = "iot-sensor-readings"

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{3,255}$", var.readings_table))
    error_message = "readings_table: 3 to 255 letters, digits, _, . and -."
  }
}

variable "state_table" {
  description = "Name of the table of devices and their alarms."
  type        = string
  default     = "iot-device-state"

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]{3,255}$", var.state_table))
    error_message = "state_table: 3 to 255 letters, digits, _, . and -."
  }
}

variable "readings_retention" {
  description = "How long a reading stays in the table, such as 365d."
  type        = string
  default     = "365d"

  validation {
    condition     = can(regex("^[1-9][0-9]{0,8}(s|m|min|h|d)$", var.readings_retention))
    error_message = "readings_retention: a number with its unit, such as 365d."
  }
}

# Functions

variable "functions_package" {
  description = "Path of the functions' zip: target of \"./tower package\" (functions/towersense-functions-VERSION.zip) or cloud-functions/target/towersense-functions.zip."
  type        = string

  validation {
    condition     = fileexists(var.functions_package)
    error_message = "functions_package: there is no such file; make it with ./tower package, or give its path."
  }
}

variable "runtime" {
  description = "Java of the functions: java17 or java21."
  type        = string
  default     = "java21"

  validation {
    condition     = contains(["java17", "java21"], var.runtime)
    error_message = "runtime: java17 or java21."
  }
}

variable "consumer" {
  description = "The consumer's memory in MB, timeout in seconds, and reserved concurrency (-1: none reserved)."
  type = object({
    memory_size          = optional(number, 1769)
    timeout              = optional(number, 60)
    reserved_concurrency = optional(number, -1)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.consumer.memory_size >= 1024 && var.consumer.memory_size <= 10240 && floor(var.consumer.memory_size) == var.consumer.memory_size
    error_message = "consumer.memory_size: a whole number of MB from 1024 to 10240; an event may inflate to ten times its size."
  }

  validation {
    condition     = contains(range(30, 901), var.consumer.timeout)
    error_message = "consumer.timeout: a whole number of seconds from 30 to 900; writes are tried for 20."
  }

  validation {
    condition     = var.consumer.reserved_concurrency == -1 || (var.consumer.reserved_concurrency >= 1 && floor(var.consumer.reserved_concurrency) == var.consumer.reserved_concurrency)
    error_message = "consumer.reserved_concurrency: -1 for none reserved, or a whole number of executions, at least 1; 0 would turn it off."
  }
}

variable "alert_handler" {
  description = "The alert handler's memory in MB, timeout in seconds, and reserved concurrency (-1: none reserved)."
  type = object({
    memory_size          = optional(number, 1024)
    timeout              = optional(number, 60)
    reserved_concurrency = optional(number, -1)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.alert_handler.memory_size >= 512 && var.alert_handler.memory_size <= 10240 && floor(var.alert_handler.memory_size) == var.alert_handler.memory_size
    error_message = "alert_handler.memory_size: a whole number of MB from 512 to 10240."
  }

  validation {
    condition     = contains(range(60, 901), var.alert_handler.timeout)
    error_message = "alert_handler.timeout: a whole number of seconds from 60 to 900."
  }

  validation {
    condition     = var.alert_handler.reserved_concurrency == -1 || (var.alert_handler.reserved_concurrency >= 1 && floor(var.alert_handler.reserved_concurrency) == var.alert_handler.reserved_concurrency)
    error_message = "alert_handler.reserved_concurrency: -1 for none reserved, or a whole number of executions, at least 1; 0 would turn it off."
  }
}

variable "silence" {
  description = "The silence function's memory in MB, timeout in seconds, and reserved concurrency (-1: none reserved)."
  type = object({
    memory_size          = optional(number, 1024)
    timeout              = optional(number, 50)
    reserved_concurrency = optional(number, -1)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.silence.memory_size >= 512 && var.silence.memory_size <= 10240 && floor(var.silence.memory_size) == var.silence.memory_size
    error_message = "silence.memory_size: a whole number of MB from 512 to 10240."
  }

  validation {
    condition     = contains(range(10, 901), var.silence.timeout)
    error_message = "silence.timeout: a whole number of seconds from 10 to 900."
  }

  validation {
    condition     = var.silence.reserved_concurrency == -1 || (var.silence.reserved_concurrency >= 1 && floor(var.silence.reserved_concurrency) == var.silence.reserved_concurrency)
    error_message = "silence.reserved_concurrency: -1 for none reserved, or a whole number of executions, at least 1; 0 would turn it off."
  }
}

variable "accept_bare" {
  description = "Whether records without the rule's envelope are taken from the stream. Whoever may write to the stream then speaks for any device that no gateway owns."
  type        = bool
  default     = false
  nullable    = false
}

variable "late_after" {
  description = "What is received later than this after its timestamp judges nothing, such as 5m."
  type        = string
  default     = "5m"

  validation {
    condition     = can(regex("^[1-9][0-9]{0,8}(s|m|min|h|d)$", var.late_after))
    error_message = "late_after: a number with its unit, such as 5m."
  }
}

variable "silent_after" {
  description = "How long nothing may come from a gateway or a bare device before it is silent, such as 15m; at least 10m, since half of it is left to a consumer that lags, and CloudWatch says minutes later that it does not."
  type        = string
  default     = "15m"

  validation {
    condition     = can(regex("^([1-9][0-9]{1,6}(m|min)|[1-9][0-9]{0,4}[hd]|([6-9][0-9]{2}|[1-9][0-9]{3,6})s)$", var.silent_after))
    error_message = "silent_after: a number with its unit, at least 10m; such as 15m."
  }
}

variable "silent_severity" {
  description = "Severity of the alarm of a gateway or a bare device that went quiet: critical, major, minor or warning."
  type        = string
  default     = "major"

  validation {
    condition     = contains(["critical", "major", "minor", "warning"], var.silent_severity)
    error_message = "silent_severity: critical, major, minor or warning."
  }
}

variable "silence_schedule" {
  description = "How often silence is looked for: a rate of one to five minutes, the period of its alarms."
  type        = string
  default     = "rate(1 minute)"

  validation {
    condition     = can(regex("^rate\\((1 minute|[2-5] minutes)\\)$", var.silence_schedule))
    error_message = "silence_schedule: rate(1 minute) to rate(5 minutes)."
  }
}

variable "log_retention_days" {
  description = "How long logs are kept, in days; one of the spans that CloudWatch Logs has."
  type        = number
  default     = 90

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days: one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }
}

# Event source mapping

variable "batch_size" {
  description = "Records (messages of gateways) that one invocation gets at most."
  type        = number
  default     = 500

  validation {
    condition     = var.batch_size >= 1 && var.batch_size <= 10000 && floor(var.batch_size) == var.batch_size
    error_message = "batch_size: a whole number from 1 to 10000."
  }
}

variable "batching_window_seconds" {
  description = "How long records may be gathered for one invocation, in seconds. Longer: fewer invocations, older readings."
  type        = number
  default     = 1

  validation {
    condition     = var.batching_window_seconds >= 0 && var.batching_window_seconds <= 300 && floor(var.batching_window_seconds) == var.batching_window_seconds
    error_message = "batching_window_seconds: a whole number from 0 to 300."
  }
}

variable "parallelization_factor" {
  description = "Invocations a shard at one time; a gateway's records stay in order."
  type        = number
  default     = 1

  validation {
    condition     = contains(range(1, 11), var.parallelization_factor)
    error_message = "parallelization_factor: a whole number from 1 to 10."
  }
}

variable "retry_attempts" {
  description = "How often a batch that fails is tried again before it goes to quarantine. Never for ever: one bad record would hold its shard up until the stream forgets."
  type        = number
  default     = 20

  validation {
    condition     = var.retry_attempts >= 0 && var.retry_attempts <= 10000 && floor(var.retry_attempts) == var.retry_attempts
    error_message = "retry_attempts: a whole number from 0 to 10000."
  }
}

variable "record_age_seconds" {
  description = "Records older than this go to quarantine instead of being tried again, in seconds; less than the stream keeps them."
  type        = number
  default     = 82800

  validation {
    condition     = var.record_age_seconds >= 60 && var.record_age_seconds <= 604800 && floor(var.record_age_seconds) == var.record_age_seconds
    error_message = "record_age_seconds: a whole number from 60 to 604800."
  }
}

# Quarantine

variable "quarantine_retention_days" {
  description = "How long quarantine keeps what nobody resubmitted or dropped, in days."
  type        = number
  default     = 365

  validation {
    condition     = var.quarantine_retention_days >= 30 && var.quarantine_retention_days <= 3650 && floor(var.quarantine_retention_days) == var.quarantine_retention_days
    error_message = "quarantine_retention_days: a whole number from 30 to 3650."
  }
}

# IoT and gateways

variable "telemetry_rule" {
  description = "Name of the rule for readings; Basic Ingest names it: $aws/rules/{telemetry_rule}/{topic_root}/{thing}/telemetry."
  type        = string
  default     = "tower_telemetry"

  validation {
    condition     = can(regex("^[A-Za-z0-9_]{1,128}$", var.telemetry_rule))
    error_message = "telemetry_rule: 1 to 128 letters, digits and _."
  }
}

variable "alarms_rule" {
  description = "Name of the rule for alarms; Basic Ingest names it: $aws/rules/{alarms_rule}/{topic_root}/{thing}/alarms."
  type        = string
  default     = "tower_alarms"

  validation {
    condition     = can(regex("^[A-Za-z0-9_]{1,128}$", var.alarms_rule))
    error_message = "alarms_rule: 1 to 128 letters, digits and _."
  }
}

variable "manage_iot_logging" {
  description = "Whether this module turns on AWS IoT's log, which an account has once a region. False where something else manages it."
  type        = bool
  default     = true
  nullable    = false
}

variable "iot_log_level" {
  description = "What AWS IoT logs: ERROR (which tells of failing SQL), WARN, INFO, DEBUG or DISABLED."
  type        = string
  default     = "ERROR"

  validation {
    condition     = contains(["ERROR", "WARN", "INFO", "DEBUG", "DISABLED"], var.iot_log_level)
    error_message = "iot_log_level: ERROR, WARN, INFO, DEBUG or DISABLED."
  }
}

variable "thing_group" {
  description = "Name of the thing group that deployments go to."
  type        = string
  default     = "towers"

  validation {
    condition     = can(regex("^[A-Za-z0-9:_-]{1,128}$", var.thing_group))
    error_message = "thing_group: 1 to 128 letters, digits, :, _ and -."
  }
}

variable "cores" {
  description = "Thing names of Greengrass core devices: each gets a thing in the group and its policies. Certificates are attached when a gateway is set up."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for core in var.cores : can(regex("^[A-Za-z0-9_-]{1,64}$", core))])
    error_message = "cores: each 1 to 64 letters, digits, _ and -; such as tower-0042."
  }
}

variable "shadow_manager" {
  description = "Whether the cores run aws.greengrass.ShadowManager, and get the policy that it needs."
  type        = bool
  default     = false
  nullable    = false
}
