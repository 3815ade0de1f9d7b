mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  webhook_secret    = "secret"
  functions_package = "tests/empty.zip"
}

run "the_minimal_example_applies" {
  module {
    source = "./examples/minimal"
  }

  variables {
    mail = ["you@example.com"]
  }

  assert {
    condition     = strcontains(output.next_commands, "export THING=tower-0042 ") && module.towersense.core_policies == { "tower-0042" = ["tower-0042-core", "tower-0042-tower"] }
    error_message = "The minimal example's next commands attach policies that are not there."
  }

  assert {
    condition     = strcontains(output.next_commands, "export BUCKET=towersense-artifacts-123456789012-eu-central-1 ROLE=towersense-core GROUP=towers")
    error_message = "The minimal example does not say how to go on."
  }
}

run "the_complete_example_applies" {
  module {
    source = "./examples/complete"
  }

  assert {
    condition     = strcontains(output.next_commands, "for policy in core tower shadow-manager; do")
    error_message = "The complete example does not say how to go on."
  }
}

run "the_complete_example_names_every_setting" {
  command = plan

  assert {
    condition = length(setsubtract(
      flatten([for file in ["variables.tf", "variables-people.tf"] : flatten(regexall("(?m)^variable \"(\\w+)\"", file("${path.module}/${file}")))]),
      flatten(regexall("(?m)^  (\\w+) +=", file("${path.module}/examples/complete/main.tf"))),
    )) == 0
    error_message = "The complete example leaves a setting out."
  }
}
