"""What tests share: a workspace to act in, a running server, and waiting for conditions."""
