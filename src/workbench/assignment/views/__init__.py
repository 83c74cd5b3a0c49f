"""Pages of assignment: the register, the proposals, the attestation."""
