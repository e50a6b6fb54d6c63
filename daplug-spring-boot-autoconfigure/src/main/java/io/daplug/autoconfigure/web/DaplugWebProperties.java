package io.daplug.autoconfigure.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.Ordered;

/**
 * How web applications answer exceptions.
 *
 * @param adviceOrder Place of the advice among those of the application, which win if
 * they come before. Last by default.
 * @param retryAfter When a client may try again what failed for lack of capacity, as the
 * header Retry-After says.
 */
@ConfigurationProperties("daplug.web")
record DaplugWebProperties(@DefaultValue("" + Ordered.LOWEST_PRECEDENCE) int adviceOrder,
		@DefaultValue("1s") Duration retryAfter) {

}
