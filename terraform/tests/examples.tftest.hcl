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
