"""What is reached without signing in and may be sent to, by an address that only its reader has."""
