package io.daplug.actuate;

import java.time.Duration;

import io.daplug.actuate.DaplugMirrorsDescriptor.Answer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * Says by the status of the answer whether something was done.
 */
@EndpointWebExtension(endpoint = DaplugMirrorsEndpoint.class)
public final class DaplugMirrorsEndpointWebExtension {

	private static final int CONFLICT = 409;

	private final DaplugMirrorsEndpoint endpoint;

	/**
	 * Creates the extension.
	 * @param endpoint what is extended
	 */
	public DaplugMirrorsEndpointWebExtension(DaplugMirrorsEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * Does something with a mirror, as {@link DaplugMirrorsEndpoint#act} does.
	 * @param mirror the mirror's name
	 * @param action what to do
	 * @param segments into how many segments the tables are divided
	 * @param itemsPerSecond how many items are read in a second at most
	 * @param limit for how long both tables may be kept from being written
	 * @return status 200, 404 if there is no such mirror, or 409 if nothing was done
	 */
	@WriteOperation
	public WebEndpointResponse<Answer> act(@Selector String mirror, @Selector MirrorAction action,
			@Nullable Integer segments, @Nullable Integer itemsPerSecond, @Nullable Duration limit) {
		Answer answer = this.endpoint.act(mirror, action, segments, itemsPerSecond, limit);
		if (answer == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return new WebEndpointResponse<>(answer, (answer.refused() != null) ? CONFLICT : WebEndpointResponse.STATUS_OK);
	}

}
