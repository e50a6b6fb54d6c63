package io.daplug.table;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

import org.springframework.util.Assert;

/**
 * How much may be read from and written to a table or a global index, and how it is
 * billed. Daplug sets it when it creates the table, and never changes it later.
 *
 * @param billing how it is billed; null for a table that is not declared to be billed in
 * any way, which is created on demand, and for an index, which is billed as its table
 * @param provisioned the capacity that is there always; an index without takes that of
 * its table
 * @param maximum the most that is carried out on demand
 * @param warm what DynamoDB is prepared to take at once
 */
public record Throughput(@Nullable BillingMode billing, @Nullable ThroughputUnits provisioned,
		@Nullable ThroughputUnits maximum, @Nullable ThroughputUnits warm) {

	/** Nothing is declared. */
	public static final Throughput UNDECLARED = new Throughput(null, null, null, null);

	/**
	 * Checks that the parts go together.
	 * @param billing how it is billed
	 * @param provisioned the capacity that is there always
	 * @param maximum the most that is carried out on demand
	 * @param warm what DynamoDB is prepared to take at once
	 */
	public Throughput {
		Assert.isTrue(provisioned == null || (provisioned.read() != null && provisioned.write() != null),
				() -> "'read' and 'write' of the provisioned throughput must both be set, but one is missing: "
						+ provisioned);
		Assert.isTrue(billing != BillingMode.PROVISIONED || provisioned != null || maximum != null,
				"'provisioned' must be set if 'billing' is provisioned");
		Assert.isTrue(provisioned == null || maximum == null,
				"'provisioned' and 'maximum' must not both be set: the maximum is one of tables that are billed on demand");
		Assert.isTrue(provisioned == null || billing != BillingMode.PAY_PER_REQUEST,
				"'provisioned' must not be set if 'billing' is on demand");
		Assert.isTrue(maximum == null || billing != BillingMode.PROVISIONED,
				"'maximum' must not be set if 'billing' is provisioned");
	}

	/**
	 * Returns the throughput of what is billed by request.
	 * @return the throughput
	 */
	public static Throughput onDemand() {
		return new Throughput(BillingMode.PAY_PER_REQUEST, null, null, null);
	}

	/**
	 * Returns the throughput of what is billed by capacity.
	 * @param read units of reads a second
	 * @param write units of writes a second
	 * @return the throughput
	 */
	public static Throughput provisioned(long read, long write) {
		return new Throughput(BillingMode.PROVISIONED, new ThroughputUnits(read, write), null, null);
	}

	/**
	 * Returns this throughput with a limit for what is billed on demand.
	 * @param maximum the most that is carried out
	 * @return the throughput
	 */
	public Throughput maximum(ThroughputUnits maximum) {
		return new Throughput(this.billing, this.provisioned, maximum, this.warm);
	}

	/**
	 * Returns this throughput with what DynamoDB is to be prepared for.
	 * @param warm what it is prepared to take at once
	 * @return the throughput
	 */
	public Throughput warm(ThroughputUnits warm) {
		return new Throughput(this.billing, this.provisioned, this.maximum, warm);
	}

	/**
	 * Says whether it is declared to be billed by capacity, by name or by a capacity.
	 * @return whether it is
	 */
	public boolean isProvisioned() {
		return this.billing == BillingMode.PROVISIONED || this.provisioned != null;
	}

	/**
	 * Returns how it is declared to be billed, by name or by what goes with it.
	 * @return the billing; null if nothing says so
	 */
	public @Nullable BillingMode declaredBilling() {
		return isProvisioned() ? BillingMode.PROVISIONED
				: (this.maximum != null) ? BillingMode.PAY_PER_REQUEST : this.billing;
	}

}
