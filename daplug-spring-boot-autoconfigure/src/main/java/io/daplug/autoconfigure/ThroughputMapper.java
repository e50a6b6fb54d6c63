package io.daplug.autoconfigure;

import io.daplug.autoconfigure.property.DaplugConfigurationException;
import io.daplug.table.Throughput;
import io.daplug.table.ThroughputUnits;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

/**
 * From the properties of a throughput to the throughput. What does not go together fails
 * with the names of both properties.
 */
final class ThroughputMapper {

	private final String path;

	private final @Nullable ThroughputUnits provisioned;

	private final @Nullable ThroughputUnits maximum;

	private final @Nullable ThroughputUnits warm;

	/**
	 * Reads the units.
	 * @param path the property below which they lie
	 * @param properties the units; null if none are set
	 */
	ThroughputMapper(String path, @Nullable ThroughputProperties properties) {
		this.path = path;
		this.provisioned = (properties != null) ? units("provisioned", properties.provisioned()) : null;
		this.maximum = (properties != null) ? units("maximum", properties.maximum()) : null;
		this.warm = (properties != null) ? units("warm", properties.warm()) : null;
		requireBoth();
		if (this.provisioned != null && this.maximum != null) {
			throw new DaplugConfigurationException(property("maximum"),
					"is set beside '%s', but limits what is billed on demand".formatted(property("provisioned")),
					"Remove one of the two.");
		}
	}

	private @Nullable ThroughputUnits units(String name, ThroughputProperties.@Nullable Units units) {
		if (units == null) {
			return null;
		}
		requirePositive(name + ".read", units.read());
		requirePositive(name + ".write", units.write());
		return units.units();
	}

	private void requirePositive(String name, @Nullable Long units) {
		if (units != null && units <= 0) {
			throw new DaplugConfigurationException(property(name), "must be 1 or more, but is " + units,
					"Set '%s' to 1 or more, or remove it.".formatted(property(name)));
		}
	}

	private void requireBoth() {
		if (this.provisioned != null && (this.provisioned.read() == null || this.provisioned.write() == null)) {
			boolean read = this.provisioned.read() != null;
			String there = property("provisioned." + (read ? "read" : "write"));
			String missing = property("provisioned." + (read ? "write" : "read"));
			throw new DaplugConfigurationException(there, "is set without '%s'".formatted(missing),
					"Set '%s' too, or remove both to be billed on demand.".formatted(missing));
		}
	}

	/** The throughput of a table. */
	Throughput ofTable(String billingProperty, DaplugProperties.@Nullable Billing billing) {
		if (billing == DaplugProperties.Billing.PROVISIONED && this.provisioned == null) {
			throw new DaplugConfigurationException(billingProperty,
					"is provisioned, but '%s' is not set".formatted(property("provisioned")),
					"Set '%1$s.read' and '%1$s.write', or set '%2$s' to on-demand.".formatted(property("provisioned"),
							billingProperty));
		}
		if (billing == DaplugProperties.Billing.ON_DEMAND && this.provisioned != null) {
			throw new DaplugConfigurationException(property("provisioned"),
					"is set, but '%s' is on-demand".formatted(billingProperty),
					"Remove '%s', or set '%s' to provisioned.".formatted(property("provisioned"), billingProperty));
		}
		return throughput((billing != null) ? billing.mode() : null);
	}

	/** The throughput of a global index, which is billed as its table. */
	Throughput ofIndex(Throughput table, String tableThroughput) {
		if (this.provisioned != null && !table.isProvisioned()) {
			throw new DaplugConfigurationException(property("provisioned"),
					"is set, but the table is billed on demand: '%s.provisioned' is not set".formatted(tableThroughput),
					"Remove '%s', or set '%s.provisioned' too.".formatted(property("provisioned"), tableThroughput));
		}
		if (this.maximum != null && table.isProvisioned()) {
			throw new DaplugConfigurationException(property("maximum"),
					"is set, but limits what is billed on demand, and '%s.provisioned' is set"
						.formatted(tableThroughput),
					"Remove one of the two.");
		}
		return throughput(null);
	}

	private Throughput throughput(@Nullable BillingMode billing) {
		return new Throughput((this.provisioned != null) ? BillingMode.PROVISIONED : billing, this.provisioned,
				this.maximum, this.warm);
	}

	private String property(String name) {
		return this.path + "." + name;
	}

}
