"""FHIR R4: a case comes in as a Claim, and a Task tells where it stands."""
