"""What the site says to people who are not of the organisation, in their language."""
