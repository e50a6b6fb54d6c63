package com.example.webshop;

import org.springframework.boot.SpringApplication;

class TestWebshopApplication {

	public static void main(String[] args) {
		SpringApplication.from(WebshopApplication::main).withAdditionalProfiles("local").run(args);
	}

}
