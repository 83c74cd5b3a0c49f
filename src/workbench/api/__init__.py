"""The site for programs: OpenAPI, FHIR, webhooks."""
