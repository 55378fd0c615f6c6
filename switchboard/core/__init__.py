"""What every module stands on: settings, database, errors, jobs. Knows no noun of the product."""
