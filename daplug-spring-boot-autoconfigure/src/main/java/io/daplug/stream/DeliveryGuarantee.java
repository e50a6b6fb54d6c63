package io.daplug.stream;

/**
 * How often a source hands over each change.
 */
public enum DeliveryGuarantee {

	/** Never twice, but changes are lost if the process dies before they are handled. */
	AT_MOST_ONCE,

	/** No change is lost, but a change may be handed over again. */
	AT_LEAST_ONCE

}
