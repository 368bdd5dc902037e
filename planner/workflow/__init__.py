"""What a clinician can do with the record: one function per action, one transaction each."""
